package dev.picket.simulation.bench.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The C program beside which the engine is measured (`packets.c`), compiled here by gcc.
final class CReference implements AutoCloseable {

    private static final String SOURCE = "packets.c";
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    private CReference(Path folder) {
        this.folder = folder;
    }

    /// Compiles the program; empty where gcc or the kernel's headers are missing.
    static Optional<CReference> compile() throws IOException, InterruptedException {
        CReference reference = new CReference(Files.createTempDirectory("picket-bench"));
        Path source = reference.folder.resolve(SOURCE);
        try (InputStream text = CReference.class.getResourceAsStream(SOURCE)) {
            if (text == null) {
                throw new IllegalStateException("the resource " + SOURCE + " is missing");
            }
            Files.copy(text, source);
        }
        if (reference.compiles(source)) {
            return Optional.of(reference);
        }
        reference.close();
        return Optional.empty();
    }

    private boolean compiles(Path source) throws InterruptedException {
        try {
            Process compiler = new ProcessBuilder("gcc", "-O2", "-o", program(),
                    source.toString()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("gcc.log").toFile()).start();
            return compiler.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && compiler.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private String program() {
        return folder.resolve("packets").toString();
    }

    /// CPU nanoseconds per echo of the C loop by ICMP, 256 packets in flight.
    double pingNanos(long count, boolean transmitStamps) throws IOException, InterruptedException {
        return figure(program(), "ping", String.valueOf(count), "256",
                transmitStamps ? "2" : "1");
    }

    /// CPU nanoseconds that `command` takes; what it says goes to `said`.
    double costNanos(Path said, List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(program(), "cost", said.toString()));
        whole.addAll(command);
        return figure(whole.toArray(String[]::new));
    }

    /// A file for the output of a command; gone with this reference.
    Path file(String name) {
        return folder.resolve(name);
    }

    /// CPU nanoseconds per echo of the C loop towards `port`, 256 packets in flight.
    double echoNanos(int port, long count, boolean transmitStamps)
            throws IOException, InterruptedException {
        return figure(program(), "echo", String.valueOf(port), String.valueOf(count), "256",
                transmitStamps ? "2" : "1");
    }

    private static double figure(String... command) throws IOException, InterruptedException {
        Process loop = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader printed = reader(loop)) {
            String line = printed.readLine();
            if (line == null || !loop.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the C program gave no figure: packets were lost");
            }
            return Double.parseDouble(line);
        }
    }

    /// Starts a reflector at a free port of 127.0.0.1.
    Reflector reflector() throws IOException {
        Path dwells = Files.createTempFile(folder, "dwells", "");
        Process process = new ProcessBuilder(program(), "reflect", "0", dwells.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String line = reader(process).readLine();
        if (line == null) {
            throw new IOException("the C reflector did not start");
        }
        return new Reflector(process, Integer.parseInt(line), dwells);
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /// A running reflector, an independent witness: it tells how long each packet stayed with it by
    /// the kernel's stamps at its own socket.
    record Reflector(Process process, int port, Path dwells) implements AutoCloseable {

        /// Ends it; nanoseconds from a packet's receive stamp to its answer's transmit stamp, by
        /// [#key].
        Map<Long, Long> stop() throws IOException, InterruptedException {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the C reflector does not end");
            }
            Map<Long, Long> byKey = new HashMap<>();
            try (Stream<String> lines = Files.lines(dwells)) {
                lines.map(line -> line.split(" ", -1)).forEach(line -> byKey.put(
                        key(Long.parseLong(line[0]), Long.parseLong(line[1])),
                        Long.valueOf(line[2])));
            }
            return byKey;
        }

        static long key(long session, long sequence) {
            return (session << Integer.SIZE) | sequence;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
