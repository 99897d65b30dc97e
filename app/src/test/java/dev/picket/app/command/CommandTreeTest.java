package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommandTreeTest {

    @Test
    void anOptionThatDoesNotExistIsAnsweredWithTheNearestOne() {
        Spoken spoken = Spoken.of("config", "check", "picket.yaml", "--jsn");

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.out()).isEmpty();
        assertThat(spoken.err()).isEqualTo("picket: unknown option: '--jsn'; did you mean --json? "
                + "(`picket config check --help` shows what it takes)\n");
    }

    @Test
    void aCommandThatDoesNotExistIsAnsweredWithTheNearestOne() {
        Spoken spoken = Spoken.of("confg");

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).startsWith("picket: unmatched argument at index 0: 'confg'; "
                + "did you mean config?");
    }

    @Test
    void noCommandAtAllShowsTheUsageAndIsAnError() {
        Spoken spoken = Spoken.of();

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).contains("Usage: picket").contains("config");
    }

    @Test
    void helpIsWhatWasAskedFor() {
        Spoken spoken = Spoken.of("--help");

        assertThat(spoken.exitCode()).isZero();
        assertThat(spoken.out()).contains("Usage: picket").contains("Exit codes: 0 good");
        assertThat(spoken.err()).isEmpty();
    }
}
