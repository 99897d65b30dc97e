package dev.picket.simulation.bench.packets;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.stamp.StampReflector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A prober's process stopped by SIGSTOP for 300 ms in the middle of a round, while the reflector
/// holds every reply for 200 ms: whatever a stopped process cannot read in time, no path lost it.
final class ProcessStop {

    static final Duration HELD = Duration.ofMillis(200);
    private static final Duration STOP_AFTER = Duration.ofMillis(300);
    private static final Duration STOPPED = Duration.ofMillis(300);
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final long PATIENCE_SECONDS = 60;

    private final Clock clock = SystemClock.system();
    private final CountDownLatch firstRequest = new CountDownLatch(1);

    /// @param stoppedNanos between the two signals
    record Outcomes(long due, long sent, long skipped, long received, long lost, String outcome,
            long stoppedNanos) {}

    Outcomes measure() throws IOException, InterruptedException {
        Path seen = Files.createTempFile("picket-stopped", "");
        try (DatagramPlane plane = DatagramPlanes.open(clock, "holding reflector");
                BoundSocket reflector = plane.bind(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        RECEIVE_BUFFER_BYTES, new Holding(plane))) {
            Process prober = start(reflector.local().getPort(), seen);
            try {
                long stopped = stopFor(prober, plane);
                if (!prober.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("the stopped prober does not end");
                }
                return outcomes(Files.readString(seen), stopped);
            } finally {
                prober.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(seen);
        }
    }

    private static Process start(int port, Path seen) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                StoppedProber.class.getName(), String.valueOf(port), seen.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private long stopFor(Process prober, DatagramPlane plane)
            throws IOException, InterruptedException {
        if (!firstRequest.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the prober to be stopped sends nothing");
        }
        pass(plane, STOP_AFTER);
        signal("-STOP", prober);
        MonotonicInstant stopped = clock.monotonic();
        pass(plane, STOPPED);
        long nanos = clock.monotonic().nanosSince(stopped);
        signal("-CONT", prober);
        return nanos;
    }

    private void pass(DatagramPlane plane, Duration time) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        plane.at(clock.monotonic().plus(time), passed::countDown);
        passed.await();
    }

    private static void signal(String signal, Process process)
            throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill " + signal + " failed with exit code " + exit);
        }
    }

    private static Outcomes outcomes(String line, long stopped) {
        List<String> words = List.of(line.split(" ", -1));
        return new Outcomes(Long.parseLong(words.get(0)), Long.parseLong(words.get(1)),
                Long.parseLong(words.get(2)), Long.parseLong(words.get(3)),
                Long.parseLong(words.get(4)), words.get(5), stopped);
    }

    /// Answers after [#HELD].
    private final class Holding implements DatagramHandler {

        private final DatagramPlane plane;
        private final StampReflector reflector = new StampReflector(0);

        Holding(DatagramPlane plane) {
            this.plane = plane;
        }

        @Override
        public void received(BoundSocket socket, Received request) {
            firstRequest.countDown();
            reflector.answer(request.at(), clock.wall(), request.from(), request.payload())
                    .ifPresent(answer -> plane.at(request.at().plus(HELD),
                            () -> socket.send(request.from(), answer, SendListener.NONE)));
        }
    }
}
