package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Culprits that are no provider, region or host: a cause outside the topology, a probe kind, the
/// network that carries the vantages outside.
class UnusualCulpritTest {

    private static World after(World world, World.Fault fault) {
        world.run(World.WARM_TICKS + 5);
        world.begin(fault);
        world.run(12);
        return world;
    }

    private static World after(World.Fault fault) {
        return after(new World(TestWorld.build(), 17), fault);
    }

    @Test
    void pathsThatFailTogetherAndHaveNothingInCommonAreAGroupWithoutAName() {
        Predicate<Route> some = route -> Math.floorMod(route.path().key().hashCode(), 11) == 5;
        World world = after(World.loss(World.kind(ProbeKind.STAMP).and(some), 0.5));
        List<Finding.Opened> opened = world.found(Finding.Opened.class);
        assertThat(opened).as(world.story()).hasSize(1);
        Culprit culprit = last(world);
        assertThat(culprit).as(world.story()).isInstanceOf(Culprit.Unnamed.class);
        assertThat(culprit.label()).contains("paths with no declared component in common");
        assertThat(opened.getFirst().diagnosis().harm().badPaths()).as(world.story())
                .isGreaterThan(5);
    }

    @Test
    void aGroupIsToldByWhatItsPathsHaveInCommon() {
        Predicate<Route> some = World.kind(ProbeKind.STAMP)
                .and(World.crosses(new Component.Region("fra")))
                .and(World.crosses(new Component.Provider("ntt")));
        World world = after(World.loss(some, 0.5));
        assertThat(last(world).label()).as(world.story()).contains("ntt")
                .contains("region fra");
    }

    /// Most of these paths are a provider's in a region; the rest, which are not, lose packets one
    /// way more clearly than both.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aFaultThatIsNotQuiteAComponentIsOneIncident(long seed) {
        Predicate<Route> some = World.kind(ProbeKind.STAMP)
                .and(World.crosses(new Component.Region("lax")))
                .and(World.crosses(new Component.Provider("zayo")));
        World world = new World(TestWorld.build(), seed);
        world.run(World.WARM_TICKS + 10);
        world.begin(World.loss(some, 0.3));
        world.run(20);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1})
    void packetsThatAreLostFromEverywhereToEverywhereAreNoNetworksFault(double loss) {
        World world = after(new World.Fault(World.kind(ProbeKind.STAMP), loss, 0, 0));
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        assertThat(last(world).key()).as(world.story()).isEqualTo("kind:stamp");
    }

    @Test
    void whatAllVantagesBehindOneAccessNetworkSeeAndNobodyElseIsThatNetworks() {
        World world = after(new World(OffNetWorld.build(), 19),
                World.loss(World.crosses(new Component.AccessNetwork("homenet")), 0.15));
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
        assertThat(last(world).key()).as(world.story()).isEqualTo("access:homenet");
    }

    @Test
    void oneVantageOutsideThatIsBadAloneIsItsOwnTrouble() {
        World world = after(new World(OffNetWorld.build(), 23),
                World.loss(World.crosses(new Component.Vantage("home2")), 0.3));
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story())
                .extracting(Finding.ProberTrouble::vantage).containsExactly("home2");
    }

    private static Culprit last(World world) {
        List<Finding.Revised> revised = world.found(Finding.Revised.class);
        return revised.isEmpty()
                ? world.found(Finding.Opened.class).getLast().diagnosis().culprit()
                : revised.getLast().diagnosis().culprit();
    }
}
