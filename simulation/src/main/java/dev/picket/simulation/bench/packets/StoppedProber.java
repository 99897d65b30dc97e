package dev.picket.simulation.bench.packets;

import dev.picket.model.result.ProbeResult;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A prober in a process of its own, there to be stopped by a signal in the middle of a round. Its
/// arguments are the reflector's port and the file for what it saw: one line `due sent skipped
/// received lost outcome`.
public final class StoppedProber {

    static final int PACKETS = 100;
    static final Duration SPREAD = Duration.ofSeconds(2);
    /// A reply held for 200 ms is in time by the kernel's stamp and late by any clock read after a
    /// stop of 300 ms.
    static final Duration TIMEOUT = Duration.ofMillis(250);

    private StoppedProber() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BlockingQueue<ProbeResult> results = new ArrayBlockingQueue<>(1);
        try (LoopbackProber prober = new LoopbackProber(LoopbackProber.Size.of(4),
                results::add, _ -> {})) {
            ProbePlan plan = LoopbackProber.plans(0, 1,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(),
                            Integer.parseInt(arguments[0])),
                    new StampProfile(PACKETS, SPREAD, TIMEOUT).withFlows(4)).getFirst();
            prober.plane.execute(() -> prober.run(plan));
            ProbeResult result = results.take();
            var packets = result.packets();
            Files.writeString(Path.of(arguments[1]), packets.due() + " " + packets.sent() + " "
                    + packets.skipped() + " " + packets.received() + " " + packets.lost() + " "
                    + result.outcome().label());
        }
    }
}
