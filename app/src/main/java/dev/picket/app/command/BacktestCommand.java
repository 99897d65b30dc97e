package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.json.Json;
import dev.picket.simulation.backtest.Backtest;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backtest`: the detector over recorded data, one line for each change it finds.
@Command(name = "backtest", mixinStandardHelpOptions = true, //
        description = "Looks for changes in recorded data, as if it came in now.", footer = {"",
                "FILE is CSV with a header: time (ISO-8601 or epoch seconds), series (optional),",
                "and sent,bad (a tally) or value (a level such as a round trip in ms)."})
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class BacktestCommand implements Callable<Integer> {

    /// Rows between two words of progress.
    private static final long PROGRESS_ROWS = 500_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.csv", description = "The recorded data.")
    private Path file = Path.of("data.csv");

    @Option(names = "--topology", paramLabel = "FILE", //
            description = "Not supported yet: series are judged one by one.")
    private Optional<Path> topology = Optional.empty();

    @Option(names = "--json", description = "One JSON line for each change.")
    private boolean json;

    @Option(names = "--skip-bad-rows", description = "Counts bad rows instead of stopping.")
    private boolean skipBadRows;

    BacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (topology.isPresent()) {
            terminal.aside("picket: --topology is not supported by this version: every series is "
                    + "judged by itself and no culprit is named; leave it out");
            return ExitCode.USAGE;
        }
        if (!Files.isRegularFile(file)) {
            terminal.aside("picket: there is no file " + file);
            return ExitCode.USAGE;
        }
        try {
            return backtest();
        } catch (MalformedInputException _) {
            terminal.aside("picket: " + file + " is not text in UTF-8; expected CSV");
            return ExitCode.USAGE;
        } catch (IOException e) {
            terminal.aside("picket: cannot read " + file + ": " + e.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private int backtest() throws IOException {
        AtomicLong changes = new AtomicLong();
        Backtest.Summary summary = Backtest.run(file, skipBadRows, new Backtest.Listener() {
            @Override
            public void changed(Backtest.Change change) {
                changes.incrementAndGet();
                terminal.line(json ? Json.write(change.json()) : change.line());
            }

            @Override
            public void read(long rows) {
                if (rows % PROGRESS_ROWS == 0) {
                    terminal.progress(rows + " rows");
                }
            }
        });
        summary.stopped().ifPresent(problem -> terminal.aside(problem.text()));
        if (!json || summary.stopped().isPresent() || summary.skipped() > 0) {
            terminal.aside(summary.text(changes.get()));
        }
        return summary.stopped().isPresent() ? ExitCode.USAGE : ExitCode.GOOD;
    }
}
