package dev.picket.simulation.bench.packets;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.icmp.IcmpDemultiplexer;
import dev.picket.probes.icmp.IcmpPath;
import dev.picket.probes.round.Burst;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The whole prober of one kind on a plane of its own, its one vantage at 127.0.0.1.
final class LoopbackProber implements AutoCloseable {

    static final String VANTAGE = "here";
    private static final Duration TICK = Duration.ofSeconds(1);

    final Clock clock = SystemClock.system();
    final DatagramPlane plane = DatagramPlanes.open(clock, "bench prober");
    final ProbeRunner runner;

    /// @param kind STAMP or ICMP
    /// @param flows source ports
    record Size(ProbeKind kind, int flows, int receiveBufferBytes) {

        static Size of(int flows) {
            return of(ProbeKind.STAMP, flows);
        }

        static Size of(ProbeKind kind, int flows) {
            return new Size(kind, flows, ProberSetup.RECEIVE_BUFFER_BYTES);
        }
    }

    /// Results and rounds are told on the plane's thread.
    LoopbackProber(Size size, Consumer<ProbeResult> results, Consumer<ProberRound> rounds)
            throws IOException {
        try {
            runner = ProbeRunner.open(plane, clock,
                    new ProberSetup(Map.of(VANTAGE, InetAddress.getLoopbackAddress()),
                            Map.of(size.kind, size.kind == ProbeKind.ICMP
                                    ? new IcmpDemultiplexer()
                                    : new StampDemultiplexer()),
                            Map.of(size.kind, size.flows), size.receiveBufferBytes,
                            ProberSetup.STARTS_PER_SECOND_MAX, TICK),
                    new ProberOutput(results, rounds));
        } catch (IOException e) {
            plane.close();
            throw e;
        }
    }

    /// `count` paths towards one reflector, numbered from `first` on.
    static List<ProbePlan> plans(int first, int count, InetSocketAddress reflector,
            StampProfile profile) {
        List<ProbePlan> plans = new ArrayList<>();
        for (int path = first; path < first + count; path++) {
            plans.add(StampPath.plan(new Path(VANTAGE, "t" + path, ProbeKind.STAMP), reflector,
                    1 + path * profile.flows(), profile));
        }
        return plans;
    }

    /// `count` paths by ICMP to addresses of 127.1.0.0/24.
    static List<ProbePlan> pings(int count, Burst burst) {
        List<ProbePlan> plans = new ArrayList<>();
        for (int path = 0; path < count; path++) {
            plans.add(IcmpPath.plan(new Path(VANTAGE, "t" + path, ProbeKind.ICMP),
                    InetAddress.ofLiteral("127.1.0." + path), 1 + path, burst));
        }
        return plans;
    }

    /// Begins a run of `plan` now; on the plane's thread.
    void run(ProbePlan plan) {
        runner.run(new DueRun(plan, clock.wall(), clock.monotonic(),
                Duration.ofSeconds(60).toNanos()));
    }

    @Override
    public void close() {
        runner.close();
        plane.close();
    }
}
