package dev.picket.simulation.bench.packets;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.stamp.ReflectorService;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A burst of replies that a receive buffer of 64 KiB cannot hold: what is missing has to be laid
/// at the prober's door, to the last packet.
final class ForcedDrops {

    /// The kernel gives twice what is asked for, for its own overhead.
    private static final int ASKED_BYTES = 32_768;
    private static final int PATHS = 20;
    private static final int PACKETS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /// The plane's thread reads nothing for so long, while replies come in.
    private static final Duration DEAF = Duration.ofMillis(30);
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch left = new CountDownLatch(PATHS);
    private long sent;
    private long received;
    private long attributed;
    private long lost;

    /// @param missing replies that did not come
    /// @param attributed of these, laid at the receive buffer's door
    /// @param lost of these, laid at a path's door
    record Outcomes(long sent, long missing, long attributed, long lost) {}

    Outcomes measure() throws IOException, InterruptedException {
        try (LoopbackProber prober = new LoopbackProber(
                new LoopbackProber.Size(ProbeKind.STAMP, 1, ASKED_BYTES), this::add, _ -> {});
                DatagramPlane reflecting = DatagramPlanes.open(prober.clock, "bench reflector");
                ResponderService reflector = ReflectorService.open(reflecting, prober.clock,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            List<ProbePlan> plans = LoopbackProber.plans(0, PATHS, reflector.local(),
                    new StampProfile(PACKETS, Duration.ZERO, TIMEOUT));
            // All is sent at the end of a turn; the next one hears nothing for a while.
            prober.plane.execute(() -> {
                plans.forEach(prober::run);
                prober.plane.at(prober.clock.monotonic(), () -> standStill(prober));
            });
            if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the runs do not come to an end");
            }
            return new Outcomes(sent, sent - received, attributed, lost);
        }
    }

    private static void standStill(LoopbackProber prober) {
        MonotonicInstant end = prober.clock.monotonic().plus(DEAF);
        while (prober.clock.monotonic().isBefore(end)) {
            Thread.onSpinWait();
        }
    }

    private void add(ProbeResult result) {
        PacketOutcomes packets = result.packets();
        sent += packets.sent();
        received += packets.received();
        lost += packets.lost();
        boolean dropped = result.outcome() instanceof Outcome.CouldNotTell(var fault)
                && fault.code() == LocalFaultCode.LOCAL_RECEIVE_DROP;
        attributed += dropped ? packets.lostHere() : 0;
        left.countDown();
    }
}
