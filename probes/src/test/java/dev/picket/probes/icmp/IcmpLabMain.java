package dev.picket.probes.icmp;

import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.datagram.SocketKind;
import dev.picket.probes.round.Burst;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The prober's side of the lab; runs as a process of its own inside the lab's namespaces and
/// prints one `name target=what was seen` line for each target.
public final class IcmpLabMain {

    private static final List<String> PLAIN = List.of("127.0.0.5", "::1");
    private static final List<String> CODES = List.of("127.0.0.5", "::1", "127.0.1.1", "127.0.1.2",
            "127.0.1.3", "127.0.1.4", "127.0.1.5", "127.0.1.6", "127.0.1.7", "127.0.1.9",
            "127.0.1.10", "fd00::1", "fd00::2", "fd00::3", "fd00::4");
    private static final Burst BURST = new Burst(20, Duration.ofMillis(100),
            Duration.ofMillis(500));

    private IcmpLabMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> targets = "codes".equals(arguments[1]) ? CODES : PLAIN;
        Clock clock = SystemClock.system();
        BlockingQueue<ProbeResult> results = new ArrayBlockingQueue<>(targets.size());
        ProberSetup setup = new ProberSetup(
                Map.of("four", InetAddress.ofLiteral("0.0.0.0"), "six",
                        InetAddress.ofLiteral("::")),
                Map.of(ProbeKind.ICMP, new IcmpDemultiplexer()), 1 << 20, Duration.ofSeconds(1));
        try (DatagramPlane plane = DatagramPlanes.open(clock);
                ProbeRunner runner = ProbeRunner.open(new Unjudged(plane), clock, setup,
                        new ProberOutput(results::add, _ -> {}))) {
            // The first runs of a process wait for its classes.
            for (boolean warm : new boolean[]{false, true}) {
                for (DueRun due : runs(warm ? targets : PLAIN, clock)) {
                    plane.execute(() -> runner.run(due));
                }
                for (int i = 0; i < (warm ? targets : PLAIN).size(); i++) {
                    ProbeResult result = results.poll(20, TimeUnit.SECONDS);
                    if (result == null) {
                        throw new IOException("a run did not end");
                    }
                    System.out.println((warm ? arguments[0] : "cold") + " "
                            + result.path().target() + "=" + text(result));
                    System.out.println((warm ? arguments[0] : "cold") + " "
                            + result.path().target() + ".lost=" + result.packets().lost());
                }
            }
        }
    }

    /// A plane that tells of no stall: on a busy machine the prober rightly says that it cannot
    /// tell, and here what it saw is to be shown.
    private record Unjudged(DatagramPlane plane) implements DatagramPlane {
        @Override
        public BoundSocket bind(SocketKind kind, InetSocketAddress local, int receiveBufferBytes,
                DatagramHandler handler) throws IOException {
            return plane.bind(kind, local, receiveBufferBytes, handler);
        }

        @Override
        public void at(MonotonicInstant when, Runnable task) {
            plane.at(when, task);
        }

        @Override
        public void execute(Runnable task) {
            plane.execute(task);
        }

        @Override
        public long longestStallNanos(MonotonicInstant since) {
            return 0;
        }

        @Override
        public String stampsLabel() {
            return plane.stampsLabel();
        }

        @Override
        public void close() {
            plane.close();
        }
    }

    private static List<DueRun> runs(List<String> targets, Clock clock) {
        List<DueRun> runs = new ArrayList<>();
        for (String name : targets) {
            InetAddress target = InetAddress.ofLiteral(name);
            String vantage = target instanceof Inet6Address ? "six" : "four";
            runs.add(new DueRun(
                    IcmpPath.plan(new Path(vantage, name, ProbeKind.ICMP), target,
                            runs.size() + 1, BURST),
                    clock.wall(), clock.monotonic(), Duration.ofSeconds(30).toNanos()));
        }
        return runs;
    }

    private static String text(ProbeResult result) {
        return switch (result.outcome()) {
            case Outcome.Good _ -> "good " + result.clockSource().label();
            case Outcome.Failed(ProbeFailure failure) -> failure.code()
                    + (failure.seen().contains(" by ")
                            ? failure.seen().replaceAll(".*( by [^,)]*).*", "$1")
                            : "");
            case Outcome.CouldNotTell(var fault) -> fault.code() + " " + fault.detail();
            case Outcome.Skipped(var fault) -> fault.code() + " " + fault.detail();
        };
    }
}
