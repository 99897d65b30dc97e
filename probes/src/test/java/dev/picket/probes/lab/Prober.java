package dev.picket.probes.lab;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardDemultiplexer;
import dev.picket.probes.wireguard.WireGuardSessions;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The whole prober at the vantage, one run at a time.
final class Prober implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LATE_MAX = Duration.ofSeconds(30);
    private static final long WAIT_SECONDS_MAX = 60;

    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "prober");
    private final BlockingQueue<ProbeResult> results = new LinkedBlockingQueue<>();
    private final TimestampKeeper timestamps = new TimestampKeeper();
    private final LongSupplier tokens = WireGuardSessions.tokens(Entropy.secure());
    private final ProbeRunner runner;

    Prober() throws IOException {
        runner = ProbeRunner.open(plane, clock,
                new ProberSetup(Map.of("vantage", InetAddress.ofLiteral(Lab.VANTAGE)),
                        Map.of(ProbeKind.STAMP, new StampDemultiplexer(), ProbeKind.WIREGUARD,
                                new WireGuardDemultiplexer()),
                        ProberSetup.RECEIVE_BUFFER_BYTES, TICK),
                new ProberOutput(results::add, _ -> {
                }));
    }

    /// A WireGuard path to `port` at the target.
    ProbePlan wireGuard(int port, Duration budget) {
        InitiatorKeys keys = InitiatorKeys.of(Crypto.best(), Gateway.peerKey(),
                new InitiatorKeys.Remote(Gateway.keys().publicKey(), PresharedKey.NONE))
                .orElseThrow();
        WireGuardTarget target = new WireGuardTarget("vantage", "gateway", keys, timestamps,
                AttemptSchedule.within(budget), Entropy.secure());
        return new ProbePlan.DatagramPlan(new Path("vantage", "gateway", ProbeKind.WIREGUARD),
                new InetSocketAddress(Lab.TARGET, port), budget,
                new WireGuardSessions(target, tokens));
    }

    /// A STAMP path to `port` at the target, whose session is `session`.
    static ProbePlan stamp(int port, int session, StampProfile profile) {
        return StampPath.plan(new Path("vantage", "target" + session, ProbeKind.STAMP),
                new InetSocketAddress(Lab.TARGET, port), session, profile);
    }

    /// One run of a path, to its end.
    ProbeResult run(ProbePlan plan) throws InterruptedException {
        return together(List.of(plan)).getFirst();
    }

    /// One run of each path at once, all to their end; in the order of the plans.
    List<ProbeResult> together(List<ProbePlan> plans) throws InterruptedException {
        plane.execute(() -> plans.forEach(plan -> runner.run(new DueRun(plan, clock.wall(),
                clock.monotonic(), LATE_MAX.toNanos()))));
        Map<Path, ProbeResult> ended = new HashMap<>();
        while (ended.size() < plans.size()) {
            ProbeResult result = results.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            if (result == null) {
                throw new IllegalStateException("no result of " + plans);
            }
            ended.put(result.path(), result);
        }
        return plans.stream().map(plan -> Optional.ofNullable(ended.get(plan.path()))
                .orElseThrow(() -> new IllegalStateException("none of " + plan.path()))).toList();
    }

    @Override
    public void close() {
        runner.close();
        plane.close();
    }
}
