package dev.picket.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.world.DemoNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultFieldTest {

    private static final Duration TEN = Duration.ofSeconds(10);
    private final Topology topology = DemoNetwork.world().topology();

    @Test
    void harmsExactlyThePathsThatCrossTheProviderAtTheRegionAndOnlyWhileItLasts() {
        Fault fault = Fault.of("jun13", TEN, TEN, FaultScope.providerAt("cogent", "sin"),
                FaultEffects.loss(0.15));
        FaultField field = new FaultField(topology, List.of(fault), 7);

        for (int path = 0; path < topology.routes().size(); path++) {
            boolean crosses = topology.routes().get(path)
                    .crosses(new Component.ProviderAtRegion("cogent", "sin"));
            assertThat(field.at(path, nanosAfter(9.999))).isEqualTo(PathConditions.CLEAR);
            assertThat(field.at(path, nanosAfter(10)).forwardLoss()).isEqualTo(crosses ? 0.15 : 0);
            assertThat(field.at(path, nanosAfter(19.999)).returnLoss())
                    .isEqualTo(crosses ? 0.15 : 0);
            assertThat(field.at(path, nanosAfter(20))).isEqualTo(PathConditions.CLEAR);
        }
    }

    @Test
    void harmsOneKindAloneWhereTheKindIsNamed() {
        Fault fault = Fault.of("jun11", Duration.ZERO, TEN,
                FaultScope.kindThrough(ProbeKind.WIREGUARD, "westlink"),
                FaultEffects.failures(0.6));
        FaultField field = new FaultField(topology, List.of(fault), 7);

        for (int path : paths()) {
            Route route = topology.routes().get(path);
            boolean hit = route.path().kind() == ProbeKind.WIREGUARD
                    && route.crosses(new Component.Provider("westlink"));
            assertThat(field.at(path, 0).failRatio()).isEqualTo(hit ? 0.6 : 0);
        }
        assertThat(IntStream.of(paths()).filter(path -> field.hits(fault, path)).count())
                .isGreaterThan(30);
    }

    @Test
    void combinesLossesOfTwoFaultsAsIndependentAndAddsRoundTrips() {
        Fault one = Fault.of("one", Duration.ZERO, TEN, FaultScope.EVERYWHERE,
                new FaultEffects(0.5, 0, Optional.empty(), 40_000_000, 0, 0, 0));
        Fault other = new Fault("other", Duration.ZERO, TEN, Optional.empty(),
                new Fault.Extent(FaultScope.EVERYWHERE, 1, Direction.RETURN),
                new FaultEffects(0.2, 0, Optional.empty(), 2_000_000, 0, 0, 0));
        FaultField field = new FaultField(topology, List.of(one, other), 7);

        PathConditions conditions = field.at(0, 0);

        // return: 1 - 0.5 * 0.8 = 0.6; round trip: 1 - 0.5 * 0.4 = 0.8
        assertThat(conditions.forwardLoss()).isEqualTo(0.5);
        assertThat(conditions.returnLoss()).isCloseTo(0.6, within(1e-12));
        assertThat(conditions.roundTripLoss()).isCloseTo(0.8, within(1e-12));
        assertThat(conditions.addedRoundTripNanos()).isEqualTo(42_000_000);
    }

    @Test
    void hitsAboutTheShareOfThePathsAskedForAndTheSameOnesEachTime() {
        Fault fault = new Fault("some", Duration.ZERO, TEN, Optional.empty(),
                new Fault.Extent(FaultScope.EVERYWHERE, 0.3, Direction.FORWARD),
                FaultEffects.loss(1));
        FaultField field = new FaultField(topology, List.of(fault), 7);
        FaultField again = new FaultField(topology, List.of(fault), 7);

        int[] hit = IntStream.of(paths()).filter(path -> field.hits(fault, path)).toArray();

        // 540 paths, share 0.3: mean 162, sd 10.6; five sd either side
        assertThat(hit.length).isBetween(109, 215);
        assertThat(IntStream.of(paths()).filter(path -> again.hits(fault, path)).toArray())
                .isEqualTo(hit);
    }

    @Test
    void meansTheServiceInTheRegionWhereBothAreNamed() {
        FaultScope scope = new FaultScope(Optional.empty(), Optional.of("ord"), Optional.empty(),
                Optional.empty(), Optional.of("machines"), Optional.empty(), Optional.empty());
        Fault fault = Fault.of("full", Duration.ZERO, TEN, scope, FaultEffects.failures(1));
        FaultField field = new FaultField(topology, List.of(fault), 7);

        List<String> hit = IntStream.of(paths()).filter(path -> field.hits(fault, path))
                .mapToObj(path -> topology.path(path).target()).distinct().toList();

        assertThat(hit).containsExactly("machines-ord");
    }

    @Test
    void comesAndGoesWhereItFlaps() {
        Fault fault = new Fault("flaps", TEN, Duration.ofSeconds(100),
                Optional.of(new Flap(Duration.ofSeconds(3), Duration.ofSeconds(7))),
                Fault.Extent.all(FaultScope.EVERYWHERE), FaultEffects.loss(1));

        // bad in [10, 13) and [20, 23) and so on to 110
        assertThat(fault.isActive(nanosAfter(9.999))).isFalse();
        assertThat(fault.isActive(nanosAfter(12.999))).isTrue();
        assertThat(fault.isActive(nanosAfter(13))).isFalse();
        assertThat(fault.isActive(nanosAfter(20))).isTrue();
        assertThat(fault.isActive(nanosAfter(110))).isFalse();
    }

    @Test
    void takesTheIntersectionOfTheKeysGivenTogether() {
        FaultScope scope = new FaultScope(Optional.of("westlink"), Optional.empty(),
                Optional.empty(), Optional.of("ord"), Optional.of("wireguard"),
                Optional.empty(), Optional.empty());

        assertThat(covered(scope)).isNotEmpty().allSatisfy(route -> {
            assertThat(route.path().vantage()).isEqualTo("ord");
            assertThat(route.path().kind()).isEqualTo(ProbeKind.WIREGUARD);
            assertThat(route.crosses(new Component.Provider("westlink"))).isTrue();
        });
    }

    @Test
    void takesOfAProviderAtARegionOneSideOfIt() {
        FaultScope both = FaultScope.providerAt("cogent", "sin");

        List<Route> into = covered(both.only(Side.INTO));
        List<Route> outOf = covered(both.only(Side.OUT_OF));

        assertThat(into).isNotEmpty().allSatisfy(route -> assertThat(
                topology.targetOf(route.path()).region()).isEqualTo("sin"));
        assertThat(outOf).isNotEmpty().allSatisfy(
                route -> assertThat(route.path().vantage()).isEqualTo("sin"));
        assertThat(covered(both)).hasSize(into.size() + outOf.size());
    }

    private List<Route> covered(FaultScope scope) {
        return topology.routes().stream().filter(route -> scope.covers(route, topology)).toList();
    }

    @Test
    void knowsUntilWhenAPathIsClear() {
        Fault fault = Fault.of("f", TEN, TEN, FaultScope.EVERYWHERE, FaultEffects.loss(1));
        FaultField field = new FaultField(topology, List.of(fault), 7);

        assertThat(field.clearUntil(0, 0)).isEqualTo(nanosAfter(10));
        assertThat(field.clearUntil(0, nanosAfter(15))).isEqualTo(nanosAfter(15));
        assertThat(field.clearUntil(0, nanosAfter(20))).isEqualTo(Long.MAX_VALUE);
    }

    private int[] paths() {
        return IntStream.range(0, topology.routes().size()).toArray();
    }

    private static long nanosAfter(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
