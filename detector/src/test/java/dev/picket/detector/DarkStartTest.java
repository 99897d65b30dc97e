package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An outage in the warm-up is not learnt as how things are.
class DarkStartTest {

    private static final Predicate<Route> SIN = World.crosses(new Component.Host("sin-edge1"));

    /// @param begins in which tick of the warm-up the outage does
    private static World warmedInAnOutage(int begins) {
        World world = new World(TestWorld.build(), 5);
        world.run(begins);
        world.begin(World.loss(SIN, 1));
        world.run(World.WARM_TICKS - begins + 20);
        return world;
    }

    private static List<String> opened(World world) {
        return world.found(Finding.Opened.class).stream()
                .map(opened -> opened.diagnosis().culprit().key()).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void anOutageOfTheWarmUpIsFoundAfterItAndTheNextOneAtOnce(int begins) {
        World world = warmedInAnOutage(begins);
        assertThat(opened(world)).as(world.story()).singleElement().asString()
                .contains("sin-edge1");
        world.end();
        world.run(60);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).hasSize(1);
        world.run(100);
        assertThat(opened(world)).as(world.story()).hasSize(1);

        world.begin(World.loss(SIN, 1));
        world.run(5);
        assertThat(opened(world)).as(world.story()).hasSize(2).last().asString()
                .contains("sin-edge1");
    }

    @Test
    void sixtyBadTrialsInARowAreDarkUntilTheFirstGoodOne() {
        DarkSeries dark = new DarkSeries(new SeriesIndex(TestWorld.build()));
        EvidenceTables tables = new EvidenceTables();
        EvidenceTable judge = tables.table(
                tables.id(HarmGrid.ADDED, EvidenceTables.rateLevel(0.001), 0, 20));
        assertThat(dark.isDark(0, judge, 20)).isTrue();
        assertThat(dark.isDark(0, judge, 19)).isFalse();
        assertThat(dark.isDark(0, judge, 20)).isFalse();
        assertThat(dark.isDark(0, judge, 20)).isFalse();
        assertThat(dark.isDark(0, judge, 20)).isTrue();
        assertThat(dark.isDark(0, judge, 0)).isFalse();
    }
}
