package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import org.junit.jupiter.api.Test;

class DetectorMemoryTest {

    private static final int WARM_UP_SECONDS = 30;

    private static DetectorSettings settings() {
        return DetectorSettings.defaults()
                .withTick(java.time.Duration.ofSeconds(1), java.time.Duration.ofSeconds(3))
                .withWarmUp(java.time.Duration.ofSeconds(WARM_UP_SECONDS));
    }

    @Test
    void aRestoredDetectorHasNothingToWarmUpAndAFreshOneOpensNothing() {
        World before = new World(TestWorld.build(), 41, settings());
        before.run(WARM_UP_SECONDS + 10);
        World fresh = new World(TestWorld.build(), 42, settings());
        World restored = new World(TestWorld.build(), 42, settings());
        restored.detector.restore(before.detector.snapshot());
        for (World world : new World[]{fresh, restored}) {
            world.run(2);
            world.begin(World.loss(World.crosses(new Component.Provider("zayo")), 0.3));
            world.run(3);
        }
        assertThat(fresh.found(Finding.Opened.class)).as(fresh.story()).isEmpty();
        assertThat(restored.found(Finding.Opened.class)).as(restored.story()).hasSize(1);
    }

    @Test
    void whatWasLearntIsTheSameAfterTheRoundTrip() {
        World world = new World(TestWorld.build(), 43, settings());
        world.run(20);
        DetectorMemory memory = world.detector.snapshot();
        Detector other = new Detector(TestWorld.build(), settings());
        other.restore(memory);
        assertThat(other.snapshot()).isEqualTo(memory);
        assertThat(memory.series()).hasEntrySatisfying("sjc>fra-edge1/stamp#LOST",
                learnt -> assertThat(learnt.trials()).isEqualTo(400));
    }
}
