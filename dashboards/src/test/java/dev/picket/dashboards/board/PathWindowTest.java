package dev.picket.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathWindowTest {

    private final PathWindow window = new PathWindow();

    @Test
    void sumsTheStepsAskedForAndNoOthers() {
        window.add(100, 20, 1);
        window.add(101, 20, 2);
        window.add(103, 20, 4);

        assertThat(window.sum(101, 103)).isEqualTo(new Count(40, 6));
        assertThat(window.at(102)).isEqualTo(Count.NONE);
    }

    @Test
    void forgetsAStepOneRingLater() {
        window.add(100, 20, 20);
        window.add(100 + PathWindow.STEPS, 20, 3);

        assertThat(window.at(100)).isEqualTo(Count.NONE);
        assertThat(window.at(100 + PathWindow.STEPS)).isEqualTo(new Count(20, 3));
    }

    @Test
    void forgetsEverythingAfterALongGap() {
        for (long step = 0; step < PathWindow.STEPS; step++) {
            window.add(step, 1, 1);
        }
        window.add(10_000, 1, 0);

        assertThat(window.sum(10_000 - PathWindow.STEPS + 1, 10_000)).isEqualTo(new Count(1, 0));
    }

    @Test
    void takesALateResultWhereItBelongsAndLeavesAsideOneOlderThanTheRing() {
        window.add(1_000, 20, 0);
        window.add(995, 20, 5);
        window.add(1_000 - PathWindow.STEPS, 20, 20);

        assertThat(window.at(995)).isEqualTo(new Count(20, 5));
        assertThat(window.sum(0, 1_000)).isEqualTo(new Count(40, 5));
    }
}
