package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A region without room is found, said to be that, and never laid at a network's door.
class CapacityTest {

    private static final String FULL = "machines-ord";

    private static World warm(List<String> vantages) {
        World world = new World(TestWorld.build(vantages), 11);
        tell(world, World.WARM_TICKS + 10, false);
        return world;
    }

    /// Ticks in which Machines find room everywhere, but in ord where it is `full`.
    private static void tell(World world, int ticks, boolean full) {
        for (int tick = 0; tick < ticks; tick++) {
            for (Route route : world.topology.routes()) {
                Path path = route.path();
                if (path.kind() == ProbeKind.MACHINE_CREATE
                        && Math.floorMod(world.now + path.key().hashCode(), 6) == 0) {
                    world.detector.observe(new RoundTally(path, Signal.CAPACITY, world.now, 1,
                            full && path.target().equals(FULL) ? 1 : 0));
                }
            }
            world.run(1);
        }
    }

    private static List<Diagnosis> paged(World world) {
        return world.found(Finding.Pageable.class).stream().map(Finding.Pageable::diagnosis)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12})
    void aFullRegionPagesAsCapacityOfTheServiceThereFromAnyNumberOfVantages(int vantages) {
        World world = warm(TestWorld.REGIONS.keySet().stream().limit(vantages).toList());
        tell(world, 80, true);
        assertThat(paged(world)).as(world.story()).hasSize(1).allSatisfy(diagnosis -> {
            assertThat(diagnosis.signal()).isEqualTo(Signal.CAPACITY);
            assertThat(diagnosis.culprit().key()).isEqualTo("service:machines@ord");
        });
    }

    @Test
    void aFullRegionHidesNoFaultOfTheNetworkThere() {
        World world = warm(TestWorld.REGIONS.keySet().stream().toList());
        tell(world, 15, true);
        world.begin(World.loss(World.crosses(new Component.ProviderAtRegion("lumen", "ord")),
                0.2));
        tell(world, 8, true);
        assertThat(paged(world)).as(world.story()).extracting(CapacityTest::words)
                .containsExactly("service:machines@ord CAPACITY", "provider:lumen@ord LOST");
    }

    @Test
    void aFullRegionHidesNoApiThatFailsThere() {
        World world = warm(TestWorld.REGIONS.keySet().stream().toList());
        tell(world, 15, true);
        world.begin(new World.Fault(
                World.crosses(new Component.ServiceAtRegion("machines", "ord")), 0, 0, 1));
        tell(world, 20, true);
        assertThat(paged(world)).as(world.story()).extracting(Diagnosis::signal)
                .containsExactly(Signal.CAPACITY, Signal.FAILED);
        assertThat(paged(world)).as(world.story()).allMatch(diagnosis -> diagnosis.culprit()
                .components().contains(new Component.ServiceAtRegion("machines", "ord")));
    }

    private static String words(Diagnosis diagnosis) {
        return diagnosis.culprit().key() + " " + diagnosis.signal();
    }

    @Test
    void onlyServicesAndServersAreBlamedForAWantOfRoom() {
        Hypotheses hypotheses = new Hypotheses(new SeriesIndex(TestWorld.build()));
        int watched = 0;
        for (int h = 0; h < hypotheses.count(); h++) {
            if (hypotheses.lane(h).isCapacity()) {
                watched++;
                assertThat(hypotheses.component(h)).isInstanceOfAny(Component.Service.class,
                        Component.ServiceAtRegion.class, Component.Host.class);
            }
        }
        assertThat(watched).isEqualTo(1 + TestWorld.REGIONS.size());
    }
}
