package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Route;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Time never flows back: a closed tick stays closed, whatever comes later.
class TimeTest {

    private static final long SEED = 71;

    @Test
    void talliesOfClosedTicksOpenNoDecisionAgain() {
        World world = new World(TestWorld.build(), SEED);
        world.run(World.WARM_TICKS + 10);
        for (int back = 1; back <= 20; back++) {
            for (Route route : world.topology.routes()) {
                world.detector.observe(
                        new RoundTally(route.path(), Signal.LOST, world.now - back, 20, 20));
            }
        }
        assertThat(world.run(3)).as("seed %d", SEED).isEmpty();
    }

    @Test
    void anEarlierInstantClosesNothing() {
        World world = new World(TestWorld.build(), SEED);
        world.run(World.WARM_TICKS + 10);
        world.begin(World.loss(World.crosses(new Component.Provider("ntt")), 0.3));
        List<Finding> found = world.run(5);
        assertThat(found).isNotEmpty();
        assertThat(world.detector.advance(Instant.EPOCH)).isEmpty();
        for (int j = 1; j < world.findings.size(); j++) {
            assertThat(world.findings.get(j).at())
                    .isAfterOrEqualTo(world.findings.get(j - 1).at());
        }
    }

    @Test
    void aTallyFarAheadHidesNoTickBeforeIt() {
        World world = new World(TestWorld.build(), SEED);
        world.run(World.WARM_TICKS + 10);
        Path path = world.topology.routes().getFirst().path();
        for (int ahead = 0; ahead < 4; ahead++) {
            world.detector.observe(new RoundTally(path, Signal.LOST,
                    world.now + TickInbox.MAX_OPEN_TICKS + ahead, 20, 20));
        }
        world.begin(World.loss(World.crosses(new Component.Provider("ntt")), 0.3));
        assertThat(world.run(4)).as("seed %d", SEED)
                .hasAtLeastOneElementOfType(Finding.Opened.class);
    }
}
