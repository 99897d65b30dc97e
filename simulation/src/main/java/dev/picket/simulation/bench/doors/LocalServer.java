package dev.picket.simulation.bench.doors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The JDK's own web server with one small page, in a process of its own so that its time is not
/// the prober's.
final class LocalServer implements AutoCloseable {

    private static final String PAGE = "hello from the loopback\n";

    private final Process process;
    private final Path folder;
    private final int port;

    private LocalServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static LocalServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("picket-bench");
        Files.writeString(folder.resolve("index.html"), PAGE);
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString(), "-b",
                "127.0.0.1", "-p", Integer.toString(port), "-d", folder.toString(), "-o", "none"))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Listening.await(port, process);
        return new LocalServer(process, folder, port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(folder.resolve("index.html"));
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            folder.toFile().deleteOnExit();
        }
    }
}
