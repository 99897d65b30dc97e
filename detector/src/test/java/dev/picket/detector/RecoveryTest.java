package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a fault is over, part by part.
class RecoveryTest {

    private static final Predicate<Route> ZAYO = World.crosses(new Component.Provider("zayo"));
    private static final int LEAST_ROUNDS = 18;

    private static World during(long seed, double loss) {
        World world = new World(TestWorld.build(), seed);
        world.run(World.WARM_TICKS + 10);
        world.begin(World.loss(ZAYO, loss));
        world.run(20);
        world.end();
        return world;
    }

    private static long ticksTo(World world, Instant from) {
        return Duration.between(from, world.found(Finding.Resolved.class).getFirst().at())
                .toSeconds();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFaultIsOverAfterEighteenGoodRoundsAndNotMuchLater(long seed) {
        World world = during(seed, 0.3);
        Instant ended = Instant.ofEpochSecond(world.now);
        world.run(40);
        assertThat(ticksTo(world, ended)).as(world.story()).isBetween((long) LEAST_ROUNDS, 26L);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 12, 16})
    void aRelapseBeforeTheEndRestartsTheCount(int goodTicks) {
        World world = during(5, 0.3);
        world.run(goodTicks);
        world.begin(World.loss(ZAYO, 0.3));
        world.run(3);
        world.end();
        Instant ended = Instant.ofEpochSecond(world.now);
        world.run(60);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        assertThat(ticksTo(world, ended)).as(world.story())
                .isGreaterThanOrEqualTo(LEAST_ROUNDS);
    }

    @Test
    void whatIsGoodBeforeTheRestLeavesTheScopeAndTheRestKeepsTheFaultOpen() {
        World world = during(7, 0.3);
        world.begin(World.loss(ZAYO.and(World.crosses(new Component.Region("lax"))), 0.3));
        world.run(60);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).isEmpty();
        List<Finding.ScopeChanged> changes = world.found(Finding.ScopeChanged.class);
        assertThat(changes).as(world.story()).isNotEmpty();
        assertThat(changes.getLast().good()).as(world.story()).contains("to ams")
                .doesNotContain("to lax", "from lax");
        world.end();
        world.run(40);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.3})
    void aBurstNextToAFaultThatIsOverIsNotTakenForMoreOfIt(double loss) {
        Predicate<Route> stamp = World.kind(ProbeKind.STAMP);
        World world = new World(TestWorld.build(), 2);
        Route beside = world.topology.routes().stream()
                .filter(World.crosses(new Component.Region("lax")).and(ZAYO.negate()).and(stamp))
                .findFirst().orElseThrow();
        world.run(World.WARM_TICKS + 10);
        world.begin(World.loss(ZAYO.and(stamp), 0.3));
        world.run(20);
        world.end();
        world.run(13);
        world.begin(World.loss(beside::equals, loss));
        world.run(6);
        world.end();
        world.run(40);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Resolved.class)).as(world.story()).hasSize(1);
    }
}
