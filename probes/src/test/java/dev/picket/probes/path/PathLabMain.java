package dev.picket.probes.path;

import dev.picket.model.time.Clock;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.PathTracer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The tracer's side of the lab; runs as a process of its own inside the lab's namespaces and
/// prints what it found as `name way=value` lines.
public final class PathLabMain {

    private static final TracePlan PLAN = new TracePlan(3, TracePlan.FLOWS_MAX, 8,
            Duration.ofMillis(400), Duration.ofMillis(700));
    private static final int SEEN_MAX = 16;

    private final Clock clock = SystemClock.system();
    private final String name;

    private PathLabMain(String name) {
        this.name = name;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PathLabMain main = new PathLabMain(arguments[0]);
        boolean every = "whole".equals(main.name);
        try (DatagramPlane plane = DatagramPlanes.open(main.clock)) {
            main.trace(plane, "udp4", "10.86.1.2", false);
            if (every) {
                main.trace(plane, "udp6", "fd86::2", false);
                main.trace(plane, "icmp4", "10.86.1.2", true);
                main.trace(plane, "icmp6", "fd86::2", true);
            }
        }
    }

    private void trace(DatagramPlane plane, String way, String to, boolean icmp)
            throws IOException, InterruptedException {
        InetAddress target = InetAddress.ofLiteral(to);
        InetAddress bind = InetAddress.ofLiteral(to.contains(":") ? "::" : "0.0.0.0");
        BlockingQueue<PathTracer.Seen> told = new ArrayBlockingQueue<>(SEEN_MAX);
        try (PathTracer _ = PathTracer.begin(plane, clock,
                new PathTracer.Wish(bind, target, PLAN, icmp, 7_000), told::offer)) {
            PathTracer.Seen seen = told.poll(20, TimeUnit.SECONDS);
            while (seen != null && !seen.ended()) {
                seen = told.poll(20, TimeUnit.SECONDS);
            }
            if (seen != null) {
                print(way, seen);
            }
        }
    }

    private void print(String way, PathTracer.Seen seen) {
        List<String> hops = new ArrayList<>();
        for (Hop hop : seen.report().hops()) {
            hops.add(hop.branches().stream()
                    .map(branch -> branch.address().getHostAddress()
                            .replace(":0:0:0:0:0:0:", "::"))
                    .sorted().collect(Collectors.joining(" ")));
        }
        String start = name + " " + way;
        System.out.println(start + "=" + String.join("; ", hops));
        System.out.println(start + ".loss=" + seen.report().hops().stream()
                .map(hop -> String.valueOf(hop.lost())).collect(Collectors.joining(" ")));
        System.out.println(start + ".mtu=" + seen.mtu());
    }
}
