package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void fiveThousandHealthyTicksOpenNothing() {
        World world = new World(TestWorld.build(List.of("ams", "sjc", "sin")), 61);
        world.run(5_000);
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story()).isEmpty();
    }
}
