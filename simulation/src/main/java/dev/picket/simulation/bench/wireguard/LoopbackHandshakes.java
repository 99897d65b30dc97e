package dev.picket.simulation.bench.wireguard;

import com.sun.management.OperatingSystemMXBean;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.schedule.QuartzSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.WireGuardDemultiplexer;
import dev.picket.probes.wireguard.WireGuardSessions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Handshakes on the schedule over UDP on loopback, one a second of each peer, against our own
/// gateway on a thread of its own, whose CPU time is told from that of all the rest: prober,
/// schedule, results, compilers and garbage collection.
final class LoopbackHandshakes {

    private static final String VANTAGE = "here";
    private static final String GATEWAY_THREAD = "bench gateway";
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Clock clock = SystemClock.system();
    private final int peers;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong good = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /// @param peers as many as handshakes a second
    LoopbackHandshakes(int peers) {
        this.peers = peers;
    }

    /// @param told results of any outcome
    /// @param failed of them those that blame the gateway or the path; what is neither good nor
    ///        failed this machine could not begin or tell
    /// @param proberNanos CPU time of a handshake but for the gateway's thread
    /// @param gatewayNanos CPU time of a handshake of that thread
    record Outcomes(double goodPerSecond, long told, long good, long failed, double proberNanos,
            double gatewayNanos) {}

    Outcomes measure(Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        Benched benched = new Benched(Crypto.best());
        try (DatagramPlane answering = DatagramPlanes.open(clock, GATEWAY_THREAD);
                DatagramPlane plane = DatagramPlanes.open(clock, "bench prober")) {
            ResponderService service = ResponderService.open(answering, clock,
                    new ResponderService.Binding(loopback(), ProberSetup.RECEIVE_BUFFER_BYTES),
                    benched.gateway());
            List<ProbePlan> plans = plans(benched, service.local());
            try (ProbeRunner runner = ProbeRunner.open(plane, clock, setup(),
                    new ProberOutput(this::add, _ -> {
                    }));
                    QuartzSchedule schedule = QuartzSchedule.start(plane, runner, clock,
                            List.of(new ProbeGroup("wireguard", EVERY, plans)))) {
                pass(plane, warmUp);
                return counted(plane, measured);
            }
        }
    }

    private Outcomes counted(DatagramPlane plane, Duration measured) throws InterruptedException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory
                .getOperatingSystemMXBean();
        long toldBefore = told.get();
        long goodBefore = good.get();
        long failedBefore = failed.get();
        long gateway = gatewayNanos();
        long all = process.getProcessCpuTime();
        long begun = clock.monotonic().nanos();
        pass(plane, measured);
        double seconds = (clock.monotonic().nanos() - begun) / 1e9;
        long spent = process.getProcessCpuTime() - all;
        long answering = gatewayNanos() - gateway;
        long goodNow = good.get() - goodBefore;
        double each = Math.max(1, goodNow);
        return new Outcomes(goodNow / seconds, told.get() - toldBefore, goodNow,
                failed.get() - failedBefore, (spent - answering) / each, answering / each);
    }

    private static ProberSetup setup() {
        return new ProberSetup(Map.of(VANTAGE, InetAddress.getLoopbackAddress()),
                Map.of(ProbeKind.WIREGUARD, new WireGuardDemultiplexer()),
                Map.of(ProbeKind.WIREGUARD, 1), ProberSetup.RECEIVE_BUFFER_BYTES,
                ProberSetup.STARTS_PER_SECOND_MAX, TICK);
    }

    private List<ProbePlan> plans(Benched benched, InetSocketAddress gateway) {
        LongSupplier tokens = WireGuardSessions.tokens(benched.entropy());
        List<ProbePlan> plans = new ArrayList<>();
        for (int peer = 0; peer < peers; peer++) {
            plans.add(new ProbePlan.DatagramPlan(
                    new Path(VANTAGE, "t" + peer, ProbeKind.WIREGUARD), gateway,
                    Benched.BUDGET, new WireGuardSessions(benched.peer(), tokens)));
        }
        return plans;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static long gatewayNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(GATEWAY_THREAD))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId())).sum();
    }

    private void pass(DatagramPlane plane, Duration time) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        plane.at(clock.monotonic().plus(time), passed::countDown);
        passed.await();
    }

    private void add(ProbeResult result) {
        told.incrementAndGet();
        switch (result.outcome()) {
            case Outcome.Good _ -> good.incrementAndGet();
            case Outcome.Failed _ -> failed.incrementAndGet();
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> {
                // Told, and neither.
            }
        }
    }
}
