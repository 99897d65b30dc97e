package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.app.terminal.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
    void aValueThatIsNoNumberIsSaidInWords() {
        assertThat(Spoken.of("demo", "--seed", "x").err()).startsWith("picket: invalid value for "
                + "option '--seed': 'x' is no whole number (");
        assertThat(Spoken.of("probe", "stamp", "a:1", "--packets", "x").err())
                .contains("'x' is no whole number (");
        assertThat(Spoken.of("probe", "stamp", "a:1", "--timeout", "x").err())
                .contains("'x' is no number (");
    }

    @Test
    void aTimeThatIsNoneIsNotHeldAgainstExamples() {
        assertThat(Spoken.of("demo", "--for", "-1s").err())
                .isEqualTo("picket: --for takes a time such as 90s or 3m, got '-1s'\n");
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

    /// Whether a value is one is for each command to say; that it can be read at all is not.
    @Test
    void theValueOfEveryOptionCanBeRead() {
        Deque<CommandLine> left = new ArrayDeque<>(List.of(CommandTree.of(Terminal.system())));
        List<String> unread = new ArrayList<>();
        int options = 0;
        while (!left.isEmpty()) {
            CommandLine command = left.removeFirst();
            left.addAll(command.getSubcommands().values());
            for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
                options++;
                try {
                    command.parseArgs(option.longestName() + "=1");
                } catch (CommandLine.ParameterException refused) {
                    if (String.valueOf(refused.getMessage()).contains("TypeConverter")) {
                        unread.add(command.getCommandName() + " " + option.longestName());
                    }
                }
            }
        }
        assertThat(options).isGreaterThan(50);
        assertThat(unread).isEmpty();
    }
}
