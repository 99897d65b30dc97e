package dev.picket.app.command;

import dev.picket.app.terminal.PathLines;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.tracing.AsnPrefixes;
import dev.picket.app.tracing.HopNetworks;
import dev.picket.app.tracing.TracedPath;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Network;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.datagram.NotPermittedException;
import dev.picket.probes.path.AsnTable;
import dev.picket.probes.path.PathMtu;
import dev.picket.probes.path.TracePlan;
import dev.picket.probes.run.PathTracer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/// `probe path`: the hops to a target, live on a terminal.
@SuppressWarnings("FieldCanBeFinal") // picocli writes the options
final class PathProbe {

    @Option(names = "--rounds", paramLabel = "N", description = "path: rounds to trace (10).")
    private int rounds = TracePlan.DEFAULT.rounds();

    @Option(names = "--flows", paramLabel = "N", //
            description = "path: flows that find the branches (4).")
    private int flows = TracePlan.DEFAULT.flows();

    @Option(names = "--hops", paramLabel = "N", description = "path: the highest hop limit (30).")
    private int hops = TracePlan.DEFAULT.hopsMax();

    @Option(names = "--icmp", description = "path: by ICMP echo instead of UDP.")
    private boolean icmp;

    @Option(names = "--asn-prefixes", paramLabel = "FILE", //
            description = "path: lines of `prefix asn` to name the network of each hop by.")
    private Optional<Path> asnPrefixes = Optional.empty();

    /// Where from, and where to.
    ///
    /// @param network names the providers of hops
    record Ends(InetAddress bind, InetAddress target, Optional<Network> network) {

        /// Of a target of the settings, from the first vantage where none is named.
        static Optional<Ends> of(Settings settings, String target, Optional<String> vantage) {
            Optional<InetAddress> address = Optional.ofNullable(settings.targets().get(target))
                    .flatMap(TracedPath::address);
            return settings.vantages().values().stream()
                    .filter(one -> vantage.isEmpty() || vantage.get().equals(one.name()))
                    .findFirst()
                    .flatMap(one -> address.map(found -> new Ends(one.bind(), found,
                            Optional.of(settings.network()))));
        }
    }

    int run(Terminal terminal, Ends ends, boolean json) throws InterruptedException {
        HopNetworks networks = HopNetworks.NONE;
        TracePlan plan;
        try {
            TracePlan standard = TracePlan.DEFAULT;
            plan = new TracePlan(rounds, flows, hops, standard.every(), standard.timeout());
            if (asnPrefixes.isPresent()) {
                AsnTable asns = AsnPrefixes.read(asnPrefixes.get());
                networks = ends.network.map(network -> HopNetworks.of(asns, network))
                        .orElse(HopNetworks.of(asns));
            }
        } catch (IllegalArgumentException e) {
            terminal.aside("picket: " + e.getMessage());
            return ExitCode.USAGE;
        }
        if (!json) {
            terminal.line("path to " + ends.target.getHostAddress() + " by "
                    + (icmp ? "ICMP" : "UDP") + ", " + plan.flows() + " flows, " + plan.rounds()
                    + " rounds");
        }
        return trace(terminal, new PathTracer.Wish(ends.bind, ends.target, plan, icmp,
                new SecureRandom().nextLong()), new Rendering(networks, json, icmp));
    }

    private record Rendering(HopNetworks networks, boolean json, boolean icmp) {}

    private static int trace(Terminal terminal, PathTracer.Wish wish, Rendering rendering)
            throws InterruptedException {
        Clock clock = SystemClock.system();
        // One after each round and one at the end.
        BlockingQueue<PathTracer.Seen> told = new ArrayBlockingQueue<>(wish.plan().rounds() + 2);
        try (DatagramPlane plane = DatagramPlanes.open(clock, "trace");
                PathTracer _ = PathTracer.begin(plane, clock, wish, told::offer)) {
            long patience = wish.plan().every().plus(wish.plan().timeout()).toSeconds() + 30;
            while (true) {
                PathTracer.Seen seen = told.poll(patience, TimeUnit.SECONDS);
                if (seen == null) {
                    terminal.aside("picket: the trace stands still, nothing is known of the path");
                    return ExitCode.COULD_NOT_TELL;
                }
                if (seen.ended()) {
                    return end(terminal, seen, rendering);
                }
                if (!rendering.json) {
                    terminal.redraw(PathLines.table(seen, rendering.networks));
                }
            }
        } catch (NotPermittedException e) {
            terminal.aside("picket: could not tell: " + e.getMessage() + ". Code "
                    + LocalFaultCode.LOCAL_NO_PERMISSION);
            return ExitCode.COULD_NOT_TELL;
        } catch (IOException e) {
            terminal.aside("picket: the source address cannot be bound: " + e.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private static int end(Terminal terminal, PathTracer.Seen seen, Rendering rendering) {
        boolean blackHole = seen.mtu() instanceof PathMtu.BlackHole;
        if (rendering.json) {
            terminal.line(Json.write(PathLines.json(seen, rendering.networks)));
        } else {
            List<String> lines = new ArrayList<>(PathLines.table(seen, rendering.networks));
            if (!rendering.icmp && PathLines.losesAtTarget(seen.report())) {
                lines.add("hosts send few ICMP errors a second, so that the target's loss may be "
                        + "that limit; --icmp asks for echoes instead");
            }
            if (blackHole) {
                lines.add("Next: " + FailureCode.PATH_MTU_BLACK_HOLE.nextStep() + ". Code "
                        + FailureCode.PATH_MTU_BLACK_HOLE + ".");
            }
            terminal.redrawn(lines);
        }
        if (seen.report().hops().isEmpty() && seen.report().refused() > 0) {
            return ExitCode.COULD_NOT_TELL;
        }
        return seen.report().reached() && !blackHole ? ExitCode.GOOD : ExitCode.BAD;
    }
}
