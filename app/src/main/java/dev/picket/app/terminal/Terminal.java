package dev.picket.app.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Where a command writes: what was asked for on `out`, everything else on `err`. Always UTF-8.
public final class Terminal {

    private static final int BAR_WIDTH = 30;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final boolean colour;
    private boolean barShown;
    private int blockShown;

    /// @param interactive whether a person looks on: only then is there progress and colour
    public Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this(out, err, interactive, interactive);
    }

    private Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.colour = colour;
    }

    /// This process's streams; coloured where they are a terminal and `NO_COLOR` is not set.
    public static Terminal system() {
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal)
                .isPresent();
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err),
                terminal, terminal && System.getenv("NO_COLOR") == null);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// One line of what was asked for.
    public synchronized void line(String text) {
        barEnd();
        out.println(text);
    }

    /// One line beside what was asked for: progress, or why a command stopped.
    public synchronized void aside(String text) {
        barEnd();
        err.println(text);
    }

    /// How far long work is, as a bar that stays on its line until [#barEnd] or the next line takes
    /// it away; only people want it.
    public synchronized void bar(long done, long all, String text) {
        if (!interactive) {
            return;
        }
        int filled = (int) (BAR_WIDTH * Math.clamp(done, 0, all) / Math.max(1, all));
        err.print(CLEAR_LINE + "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] "
                + 100 * Math.clamp(done, 0, all) / Math.max(1, all) + " %  " + text);
        err.flush();
        barShown = true;
    }

    /// Takes the bar away.
    public synchronized void barEnd() {
        if (barShown) {
            err.print(CLEAR_LINE);
            err.flush();
            barShown = false;
        }
    }

    /// How far long work is, beside what was asked for; only people want it.
    public void progress(String text) {
        if (interactive) {
            aside(text);
        }
    }

    /// Lines that the next such lines replace; only people want them while they change.
    public synchronized void redraw(List<String> lines) {
        if (interactive) {
            redrawn(lines);
            blockShown = lines.size();
        }
    }

    /// The last of lines that were redrawn: they stay.
    public synchronized void redrawn(List<String> lines) {
        if (blockShown > 0) {
            out.print("\u001b[" + blockShown + "A\u001b[J");
            blockShown = 0;
        }
        lines.forEach(this::line);
    }

    /// How far long work is, as a line that the next one replaces; only people want it.
    public synchronized void progressBar(String text) {
        if (interactive) {
            err.print("\r" + text + "\u001b[K");
            err.flush();
        }
    }

    /// Takes the progress bar away.
    public void progressDone() {
        progressBar("");
    }

    /// `text` in the colour of `tone` where colour is shown; the words must say it without.
    public String toned(Tone tone, String text) {
        return colour ? tone.escape() + text + "\u001b[0m" : text;
    }

    /// What a colour stands for.
    public enum Tone {
        GOOD("\u001b[32m"), BAD("\u001b[31m"), UNSURE("\u001b[33m"), QUIET("\u001b[2m");

        private final String escape;

        Tone(String escape) {
            this.escape = escape;
        }

        String escape() {
            return escape;
        }
    }
}
