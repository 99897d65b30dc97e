package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A fault of each class of component, weak and total, is one finding with the right name.
class ComponentClassScenarioTest {

    private static final List<Component> NETWORK = List.of(new Component.Provider("zayo"),
            new Component.ProviderAtRegion("lumen", "iad"),
            new Component.ProviderAtRegion("cogent", "sin"), new Component.Link("cogent", "ntt"),
            new Component.Region("lhr"), new Component.Host("fra-edge2"));

    static Stream<Arguments> networkFaults() {
        return NETWORK.stream().flatMap(component -> Stream.of(0.15, 1.0)
                .map(loss -> Arguments.of(component, loss)));
    }

    @ParameterizedTest
    @MethodSource("networkFaults")
    void aFaultOfTheNetworkIsOnePageWithTheRightName(Component component, double loss) {
        World world = after(World.loss(World.crosses(component), loss));
        List<Finding.Pageable> pages = world.found(Finding.Pageable.class);
        assertThat(pages).as(world.story()).hasSize(1);
        assertThat(pages.getFirst().diagnosis().culprit().components()).as(world.story())
                .containsExactly(component);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
    }

    static Stream<Arguments> serviceFaults() {
        return Stream.of(new Component.Service("wireguard"),
                new Component.ServiceAtRegion("wireguard", "ord"))
                .flatMap(component -> Stream.of(0.5, 1.0)
                        .map(ratio -> Arguments.of(component, ratio)));
    }

    @ParameterizedTest
    @MethodSource("serviceFaults")
    void aFaultOfAServiceIsOnePageThatPutsItFirstAndAtMostItsHostBesideIt(Component component,
            double ratio) {
        Predicate<Route> on = World.crosses(component);
        World world = after(new World.Fault(on.and(World.kind(ProbeKind.WIREGUARD)), 0, 0, ratio));
        List<Finding.Pageable> pages = world.found(Finding.Pageable.class);
        assertThat(pages).as(world.story()).hasSize(1);
        assertThat(pages.getFirst().diagnosis().culprit().components()).as(world.story())
                .startsWith(component).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 1})
    void aFaultOfAVantageIsProberTroubleAndPagesNobody(double loss) {
        World world = after(World.loss(World.crosses(new Component.Vantage("ams")), loss));
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story())
                .extracting(Finding.ProberTrouble::vantage).containsExactly("ams");
    }

    private static World after(World.Fault fault) {
        World world = new World(TestWorld.build(), 31);
        world.run(World.WARM_TICKS + 5);
        world.begin(fault);
        world.run(12);
        return world;
    }
}
