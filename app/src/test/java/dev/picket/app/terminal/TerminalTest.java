package dev.picket.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aBarStaysOnItsLineUntilALineTakesItAway() {
        Terminal terminal = terminal(true);

        terminal.bar(1, 3, "a");
        terminal.bar(2, 3, "b");
        terminal.line("found");
        terminal.barEnd();

        String clear = "\r\u001b[K";
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(
                clear + "[##########....................] 33 %  a" + clear
                        + "[####################..........] 66 %  b" + clear);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("found\n");
    }

    @Test
    void onlyAPersonIsShownABar() {
        Terminal terminal = terminal(false);

        terminal.bar(1, 3, "a");
        terminal.barEnd();

        assertThat(err.size()).isZero();
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), interactive);
    }
}
