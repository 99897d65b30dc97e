package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunCommandTest {

    @Test
    void onePathIsOne() {
        assertThat(RunCommand.beginsAgain(1)).isEqualTo("1 path crosses other providers than was "
                + "known; the detector begins again with what it has learnt");
        assertThat(RunCommand.beginsAgain(12)).startsWith("12 paths cross other providers ");
    }
}
