package dev.picket.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoNetworkTest {

    private final World world = DemoNetwork.world();
    private final Topology topology = world.topology();

    @Test
    void hasTwelveRegionsAndEightProvidersAndWatchesEveryRegionFromEveryOther() {
        // 12 vantages x 11 other regions x (2 STAMP + 1 WireGuard) = 396; 12 x 12 Machines = 144
        assertThat(world.network().regions()).hasSize(12);
        assertThat(world.network().providers()).hasSize(8);
        assertThat(topology.routes()).hasSize(396 + 144);
    }

    @Test
    void reachesSingaporeThroughCogentThroughArelionAndThroughASecondProvider() {
        Map<String, Long> intoSingapore = world.chains().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == ProbeKind.STAMP)
                .filter(entry -> entry.getKey().target().startsWith("sin-"))
                .collect(Collectors.groupingBy(entry -> entry.getValue().getLast()
                        + (entry.getValue().size() > 1
                                ? "<" + entry.getValue().get(entry.getValue().size() - 2)
                                : ""),
                        TreeMap::new, Collectors.counting()));

        assertThat(intoSingapore.get("acme-sg<cogent")).isGreaterThanOrEqualTo(3);
        assertThat(intoSingapore.get("acme-sg<arelion")).isGreaterThanOrEqualTo(3);
        assertThat(intoSingapore.keySet()).anyMatch(way -> way.startsWith("tideway"));
    }

    @Test
    void noComponentHasTheMembersOfTheFailingProviderInSingapore() {
        assertThat(withMembersOf(new Component.ProviderAtRegion("cogent", "sin"), STAMP_ONLY))
                .isEmpty();
        assertThat(membersOf(new Component.ProviderAtRegion("cogent", "sin"), STAMP_ONLY))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void noComponentHasTheWireguardMembersOfTheProviderOfCaliforniaAndFrankfurt() {
        Component westlink = new Component.Provider("westlink");

        assertThat(withMembersOf(westlink, WIREGUARD_ONLY)).isEmpty();
        assertThat(membersOf(westlink, WIREGUARD_ONLY)).hasSizeGreaterThanOrEqualTo(10);
        Set<String> crossed = membersOf(westlink, WIREGUARD_ONLY).stream()
                .map(path -> topology.targetOf(path).region()).collect(Collectors.toSet());
        assertThat(crossed).contains("sjc", "lax", "fra");
    }

    private static final Set<ProbeKind> STAMP_ONLY = Set.of(ProbeKind.STAMP);
    private static final Set<ProbeKind> WIREGUARD_ONLY = Set.of(ProbeKind.WIREGUARD);

    private Set<Component> withMembersOf(Component one, Set<ProbeKind> kinds) {
        Set<Path> members = membersOf(one, kinds);
        return topology.routes().stream().flatMap(route -> route.crossings().keySet().stream())
                .distinct().filter(other -> !other.equals(one))
                .filter(other -> membersOf(other, kinds).equals(members))
                .collect(Collectors.toSet());
    }

    private Set<Path> membersOf(Component component, Set<ProbeKind> kinds) {
        return topology.routes().stream().filter(route -> route.crosses(component))
                .map(Route::path).filter(path -> kinds.contains(path.kind()))
                .collect(Collectors.toSet());
    }
}
