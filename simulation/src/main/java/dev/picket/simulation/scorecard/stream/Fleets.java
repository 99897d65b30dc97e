package dev.picket.simulation.scorecard.stream;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.simulation.world.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// The fleets a scorecard measures on.
public final class Fleets {

    /// The provider whose members are chosen by hand.
    public static final String SUBJECT = "subject";

    private static final int CARRIERS = 6;
    private static final int LOCALS = 12;
    private static final int FIRST_ASN = 64_500;
    private static final Set<String> MACHINE_VANTAGES = Set.of("r00", "r03", "r06", "r09", "r12",
            "r15");
    private static final long ROUTE_SEED = 20_240_613L;

    private Fleets() {}

    /// 35 regions that probe each other: 1,190 paths of 20 packets.
    public static Fleet wide() {
        return new Fleet("wide", world(35, 0, Set.of(ProbeKind.STAMP)).topology());
    }

    /// Five regions that probe each other: 20 paths, for long campaigns.
    public static Fleet small() {
        return new Fleet("small", world(5, 0, Set.of(ProbeKind.STAMP)).topology());
    }

    /// Sixteen regions of two hosts, probed with packets, handshakes and Machines.
    public static Fleet mixed() {
        return new Fleet("mixed", world(16, 2, EnumSet.of(ProbeKind.STAMP, ProbeKind.WIREGUARD,
                ProbeKind.MACHINE_CREATE)).topology());
    }

    /// The wide fleet with one more provider that carries exactly `members` of the paths into the
    /// first regions, each vantage as seldom as can be.
    public static Fleet withSubject(int members) {
        World world = world(35, 0, Set.of(ProbeKind.STAMP));
        Network network = world.network();
        Map<String, ProviderSpec> providers = new TreeMap<>(network.providers());
        providers.put(SUBJECT, new ProviderSpec(SUBJECT, OptionalLong.of(FIRST_ASN - 1),
                List.of()));
        Map<String, RegionSpec> regions = new TreeMap<>(network.regions());
        Map<Path, List<String>> chains = new TreeMap<>(world.chains());
        int left = members;
        for (RegionSpec region : network.regions().values()) {
            if (left == 0) {
                break;
            }
            List<String> serving = new ArrayList<>(region.providers());
            serving.add(SUBJECT);
            regions.put(region.name(), new RegionSpec(region.name(), serving, region.hosts()));
            for (Path path : world.chains().keySet()) {
                if (left > 0 && path.target().equals(region.name())) {
                    String egress = world.chains().getOrDefault(path, List.of()).getFirst();
                    chains.put(path, List.of(egress, SUBJECT));
                    left--;
                }
            }
        }
        World changed = new World(Network.of(providers, regions), world.vantages(),
                world.targets(), new TreeMap<>(chains));
        return new Fleet("subject" + members, changed.topology());
    }

    /// Six vantages that each create a Machine a minute in each of the other 18 regions, as the
    /// shipped scenarios do. What fails everywhere from a single one is its own trouble.
    public static Fleet machines() {
        World world = world(18, 0, Set.of(ProbeKind.MACHINE_CREATE));
        Map<Path, List<String>> chains = new TreeMap<>(world.chains());
        chains.keySet().removeIf(path -> !MACHINE_VANTAGES.contains(path.vantage()));
        return new Fleet("machines", new World(world.network(), world.vantages(),
                world.targets(), new TreeMap<>(chains)).topology());
    }

    private static World world(int count, int hosts, Set<ProbeKind> kinds) {
        Map<String, ProviderSpec> providers = new TreeMap<>();
        for (int i = 0; i < CARRIERS; i++) {
            put(providers, carrier(i), FIRST_ASN + i, List.of());
        }
        for (int i = 0; i < LOCALS; i++) {
            put(providers, local(i), FIRST_ASN + CARRIERS + i,
                    List.of(carrier(i), carrier(i + 1 + i / CARRIERS)));
        }
        Map<String, RegionSpec> regions = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = String.format("r%02d", i);
            List<String> names = new ArrayList<>();
            for (int host = 1; host <= hosts; host++) {
                names.add(name + "-edge" + host);
            }
            regions.put(name, new RegionSpec(name,
                    List.of(local(i), i % 3 == 0 ? local(i + 5) : carrier(i * 5 + 2)), names));
        }
        return World.everyHost(Network.of(providers, regions), Map.of(), kinds, ROUTE_SEED);
    }

    private static void put(Map<String, ProviderSpec> providers, String name, int asn,
            List<String> upstreams) {
        providers.put(name, new ProviderSpec(name, OptionalLong.of(asn), upstreams));
    }

    private static String carrier(int i) {
        return "carrier" + Math.floorMod(i, CARRIERS);
    }

    private static String local(int i) {
        return String.format("local%02d", Math.floorMod(i, LOCALS));
    }
}
