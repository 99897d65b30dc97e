package dev.picket.dashboards.story;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Twelve regions, one vantage each, probed by every other one; and results to feed a board with.
public final class World {

    public static final Instant NOW = Instant.parse("2026-06-14T15:30:00Z");
    public static final List<String> REGIONS = List.of("ams", "bom", "fra", "iad", "lax", "lhr",
            "nrt", "ord", "sin", "sjc", "syd", "yyz");
    private static final int PACKETS = 20;
    private static final long MILLI = 1_000_000L;

    private World() {}

    public static Topology topology() {
        return topology(REGIONS);
    }

    public static Topology topology(List<String> names) {
        Map<String, ProviderSpec> providers = new TreeMap<>();
        for (String name : List.of("acme-sg", "arelion", "cogent", "lumen", "ntt")) {
            providers.put(name, new ProviderSpec(name, OptionalLong.empty(), List.of()));
        }
        Map<String, RegionSpec> regions = new TreeMap<>();
        Map<String, Vantage> vantages = new TreeMap<>();
        Map<String, Target> targets = new TreeMap<>();
        for (String region : names) {
            regions.put(region, new RegionSpec(region, List.of(provider(region)), List.of()));
            vantages.put(region, Vantage.inRegion(region, region));
            add(targets, region + "-edge1", region, ProbeKind.STAMP);
            add(targets, region + "-gw", region, ProbeKind.WIREGUARD);
            add(targets, "machines-" + region, region, ProbeKind.MACHINE_CREATE);
        }
        Network network = Network.of(providers, regions);
        Map<Path, Route> routes = new TreeMap<>();
        for (Vantage vantage : vantages.values()) {
            for (Target target : targets.values()) {
                boolean own = target.region().equals(vantage.name());
                boolean machines = target.kind() == ProbeKind.MACHINE_CREATE;
                if (machines ? vantage.name().equals(names.getFirst()) : !own) {
                    Route route = Routes.of(network, vantage, target, List.of());
                    routes.put(route.path(), route);
                }
            }
        }
        return new Topology(network, vantages, targets, routes);
    }

    private static void add(Map<String, Target> targets, String name, String region,
            ProbeKind kind) {
        targets.put(name, new Target(name, region, Optional.of(name), kind, List.of()));
    }

    private static String provider(String region) {
        return switch (region) {
            case "sin", "bom" -> "acme-sg";
            case "nrt", "syd" -> "ntt";
            case "iad", "ord", "yyz" -> "cogent";
            case "lax", "sjc" -> "lumen";
            default -> "arelion";
        };
    }

    public static Path stamp(String from, String to) {
        return new Path(from, to + "-edge1", ProbeKind.STAMP);
    }

    public static Path wireguard(String from, String to) {
        return new Path(from, to + "-gw", ProbeKind.WIREGUARD);
    }

    public static Path machine(String region) {
        return new Path("ams", "machines-" + region, ProbeKind.MACHINE_CREATE);
    }

    /// A STAMP round of twenty packets with `lost` of them lost.
    public static ProbeResult packets(Path path, Instant at, int lost) {
        PacketOutcomes packets = new PacketOutcomes(PACKETS, PACKETS, 0, PACKETS - lost,
                PACKETS - lost, 0, 0, 0L, 0,
                new PacketOutcomes.RoundTrips(30 * MILLI, 31 * MILLI, 34 * MILLI));
        Outcome outcome = lost == 0
                ? new Outcome.Good()
                : new Outcome.Failed(failure(path, FailureCode.PATH_FORWARD_LOSS,
                        lost + " of " + PACKETS + " packets lost"));
        return result(path, at, packets, outcome);
    }

    public static ProbeResult good(Path path, Instant at) {
        return result(path, at, PacketOutcomes.NONE, new Outcome.Good());
    }

    public static ProbeResult failed(Path path, Instant at, FailureCode code) {
        return result(path, at, PacketOutcomes.NONE,
                new Outcome.Failed(failure(path, code, "2 requests sent, 0 replies")));
    }

    /// A good run that was begun so long after its time.
    public static ProbeResult late(Path path, Instant at, long nanos) {
        ProbeResult good = good(path, at);
        return new ProbeResult(path, good.runId(), at, at, good.durationNanos(),
                good.clockSource(), good.stages(), good.packets(), good.outcome(),
                new ProberHealth(1, 0, 0, 0, nanos, 0, 0), Map.of());
    }

    public static ProbeResult skipped(Path path, Instant at, LocalFaultCode code) {
        return result(path, at, PacketOutcomes.NONE,
                new Outcome.Skipped(new LocalFault(code, 1, "")));
    }

    public static ProbeResult unclear(Path path, Instant at, LocalFaultCode code) {
        return result(path, at, PacketOutcomes.NONE,
                new Outcome.CouldNotTell(new LocalFault(code, 1, "")));
    }

    private static ProbeResult result(Path path, Instant at, PacketOutcomes packets,
            Outcome outcome) {
        return new ProbeResult(path, "run-" + path.key() + "-" + at.getEpochSecond(), at, at,
                40 * MILLI, ClockSource.KERNEL_TX_RX, List.of(), packets, outcome,
                ProberHealth.PERFECT, Map.of());
    }

    public static ProbeFailure failure(Path path, FailureCode code, String seen) {
        return new ProbeFailure(code, "Probing " + path.target(), 1, 2,
                path.target() + " (203.0.113.9:862/udp)", path.vantage(), 2_000 * MILLI,
                2_000 * MILLI, seen, List.of(), List.of("sjc to fra by STAMP"), Optional.empty(),
                "01J8ZK");
    }
}
