package dev.picket.simulation.bench.packets;

import com.sun.management.OperatingSystemMXBean;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.ClockSource;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.schedule.QuartzSchedule;
import dev.picket.probes.stamp.ReflectorService;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The prober on its schedule at a steady rate, and what it says became of its packets. The
/// reflector runs in the same process, on a thread of its own.
final class SustainedRate {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int PACKETS = 20;
    private static final int PATHS = 50;
    private static final int FLOWS = 4;
    /// T_max as long as a machine that is short of processor time may keep the reflector waiting.
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Duration duration;
    private final int reflectors;
    private long due;
    private long sent;
    private long skipped;
    private long lost;
    private long lostHere;
    private long kernelStamped;
    private long results;

    /// @param packetsPerSecond a multiple of 1,000
    SustainedRate(Duration duration, int packetsPerSecond) {
        this.duration = duration;
        this.reflectors = packetsPerSecond / (PATHS * PACKETS);
    }

    /// @param sent packets, of `due` with `skipped`
    /// @param lost packets laid at a path's door
    /// @param lostHere packets laid at the prober's door
    /// @param kernelStamped share of the rounds whose round trips are by kernel stamps at both ends
    /// @param cpuNanosPerEcho of the process: prober and reflector
    record Outcomes(double sentPerSecond, long due, long sent, long skipped, long lost,
            long lostHere, double kernelStamped, double cpuNanosPerEcho) {}

    Outcomes measure() throws IOException, InterruptedException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory
                .getOperatingSystemMXBean();
        try (LoopbackProber prober = new LoopbackProber(LoopbackProber.Size.of(FLOWS), this::add,
                _ -> {});
                DatagramPlane reflecting = DatagramPlanes.open(prober.clock, "bench reflector")) {
            StampProfile profile = new StampProfile(PACKETS, EVERY.dividedBy(10), TIMEOUT)
                    .withFlows(FLOWS);
            List<ProbePlan> plans = new ArrayList<>();
            // A reflector answers one source at most 2,000 times a second: each gets 1,000.
            for (int i = 0; i < reflectors; i++) {
                ResponderService reflector = ReflectorService.open(reflecting, prober.clock,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                plans.addAll(LoopbackProber.plans(i * PATHS, PATHS, reflector.local(), profile));
            }
            long cpu = process.getProcessCpuTime();
            QuartzSchedule schedule = QuartzSchedule.start(prober.plane, prober.runner,
                    prober.clock, List.of(new ProbeGroup("stamp", EVERY, plans)));
            pass(prober, duration);
            schedule.close();
            pass(prober, profile.total().plus(EVERY));
            long spent = process.getProcessCpuTime() - cpu;
            return new Outcomes(sent / (duration.toNanos() / 1e9), due, sent, skipped, lost,
                    lostHere, (double) kernelStamped / Math.max(1, results),
                    (double) spent / Math.max(1, sent));
        }
    }

    /// Waits on the prober's own timer, so that what it counted is seen here.
    private static void pass(LoopbackProber prober, Duration time) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        prober.plane.at(prober.clock.monotonic().plus(time), passed::countDown);
        passed.await();
    }

    private void add(ProbeResult result) {
        PacketOutcomes packets = result.packets();
        boolean runSkipped = result.outcome() instanceof Outcome.Skipped;
        due += runSkipped ? PACKETS : packets.due();
        sent += packets.sent();
        skipped += runSkipped ? PACKETS : packets.skipped();
        lost += packets.lost();
        lostHere += packets.lostHere();
        results += runSkipped ? 0 : 1;
        kernelStamped += result.clockSource() == ClockSource.KERNEL_TX_RX ? 1 : 0;
    }
}
