package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Packets that all come, but out of order, twice, or in another rhythm.
class DisorderTest {

    private static final Component CULPRIT = new Component.ProviderAtRegion("cogent", "sin");

    private static World world(Signal signal, double ratio) {
        World world = new World(TestWorld.build(), 3).tells(signal, World.crosses(CULPRIT), 0);
        world.run(World.WARM_TICKS + 30);
        world.tells(signal, World.crosses(CULPRIT), ratio);
        return world;
    }

    @ParameterizedTest
    @EnumSource(value = Signal.class, names = {"REORDERED", "JITTERY", "LATE"})
    void muchOfItOpensWithItsOwnSignalPagesAndResolves(Signal signal) {
        World world = world(signal, 0.4);
        world.run(20);
        world.end();
        world.run(80);

        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1)
                .allMatch(opened -> opened.diagnosis().signal() == signal)
                .allMatch(opened -> opened.diagnosis().culprit().key().equals(CULPRIT.key()));
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Signal.class, names = {"REORDERED", "JITTERY"})
    void littleOfItIsRecordedAndPagesNobody(Signal signal) {
        World world = world(signal, 0.03);
        world.run(40);

        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
    }

    @Test
    void duplicatesPageNobodyUntilTheirCulpritLosesPacketsAndThatIsTheSameIncident() {
        World world = world(Signal.DUPLICATED, 0.5);
        world.run(20);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
        world.begin(World.loss(World.crosses(CULPRIT), 0.2));
        world.run(10);

        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        List<Finding.Pageable> pages = world.found(Finding.Pageable.class);
        assertThat(pages).as(world.story()).hasSize(1);
        assertThat(pages.getFirst().diagnosis().signal()).isEqualTo(Signal.LOST);
        assertThat(pages.getFirst().id())
                .isEqualTo(world.found(Finding.Opened.class).getFirst().id());
    }

    @Test
    void anOpenFaultOfDuplicatesHidesNoLossOnTheSamePaths() {
        World world = world(Signal.DUPLICATED, 0.5);
        world.run(10);
        world.begin(World.loss(World.crosses(new Component.Host("sin-edge1")), 0.3));
        world.run(10);

        assertThat(world.found(Finding.Opened.class)).as(world.story())
                .extracting(opened -> opened.diagnosis().culprit().key())
                .containsExactly(CULPRIT.key(), "host:sin-edge1");
    }

    @Test
    void aLossExplainsTheDisorderThatComesWithIt() {
        Predicate<Route> on = World.crosses(CULPRIT);
        World world = world(Signal.REORDERED, 0);
        world.begin(World.loss(on, 0.4));
        world.run(3);
        world.tells(Signal.REORDERED, on, 0.3);
        world.run(15);

        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
    }

    @Test
    void aLaneSleepsUntilItsFirstBadTrialAndStaysAwake() {
        SeriesIndex series = new SeriesIndex(TestWorld.build());
        int lane = series.lanes().indexOf(new Lane(ProbeKind.STAMP, Signal.DUPLICATED));
        TickInbox.Tallies tallies = new TickInbox.Tallies(series.count());
        tallies.add(series.laneStart(lane) + 5, 20, 0);
        series.wake(tallies);
        assertThat(series.isAwake(lane)).isFalse();

        tallies.add(series.laneStart(lane) + 5, 20, 1);
        series.wake(tallies);
        assertThat(series.isAwake(lane)).isTrue();
        assertThat(series.isAwake(lane + 1)).isFalse();

        series.wake(new TickInbox.Tallies(series.count()));
        assertThat(series.isAwake(lane)).isTrue();
    }
}
