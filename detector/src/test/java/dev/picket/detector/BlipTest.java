package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A blip shorter than a tick strikes each path once, in one of two ticks.
class BlipTest {

    private static final Predicate<Route> NTT = World.crosses(new Component.Provider("ntt"));

    private static World warm(long seed) {
        World world = new World(TestWorld.build(), seed);
        world.run(World.WARM_TICKS + 10);
        return world;
    }

    private static Predicate<Route> part(int of) {
        return route -> Math.floorMod(route.path().key().hashCode(), 2) == of;
    }

    private static void strikeEachPathOnce(World world, Predicate<Route> on, double loss) {
        for (int half = 0; half < 2; half++) {
            world.begin(World.loss(on.and(part(half)), loss));
            world.run(1);
            world.end();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.106, 0.3, 1})
    void aBlipOverTheBorderOfTwoTicksIsRecordedAndPagesNobody(double loss) {
        for (long seed = 1; seed <= 2; seed++) {
            World world = warm(seed);
            strikeEachPathOnce(world, NTT, loss);
            world.run(40);
            assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
            assertThat(world.found(Finding.Opened.class)).as(world.story()).isNotEmpty()
                    .allMatch(opened -> !opened.diagnosis().culprit().components().isEmpty());
            assertThat(world.found(Finding.Resolved.class)).as(world.story()).isNotEmpty()
                    .allMatch(Finding.Resolved::blip);
        }
    }

    @Test
    void aSecondBlipWhileTheFirstOneRecoversPagesNobodyEither() {
        World world = warm(11);
        strikeEachPathOnce(world, NTT, 0.2);
        world.run(9);
        assertThat(world.found(Finding.Recovering.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).isEmpty();
        strikeEachPathOnce(world, NTT, 0.2);
        world.run(40);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
    }

    @Test
    void aFaultThatComesBackWhileItRecoversAndStaysPages() {
        World world = warm(12);
        strikeEachPathOnce(world, NTT, 0.1);
        world.run(9);
        world.begin(World.loss(NTT, 0.1));
        world.run(7);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
    }

    @Test
    void aHardFaultPagesWithItsSecondTick() {
        World world = warm(13);
        world.begin(World.loss(NTT, 0.3));
        world.run(1);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
        world.run(1);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
    }

    /// A fifth of the packets, both directions together.
    @ParameterizedTest
    @ValueSource(longs = {13, 15, 16, 17})
    void aFaultThatJustIsHardPagesWithItsSecondTickToo(long seed) {
        World world = warm(seed);
        world.begin(World.loss(NTT, 0.106));
        world.run(2);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
    }

    @Test
    void aWeakFaultPagesThreeTicksAfterItsOnset() {
        World world = warm(14);
        world.begin(World.loss(NTT, 0.025));
        world.run(3);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).isEmpty();
        world.run(1);
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
    }
}
