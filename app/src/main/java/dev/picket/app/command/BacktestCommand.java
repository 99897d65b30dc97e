package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.json.Json;
import dev.picket.platform.yaml.Problem;
import dev.picket.simulation.backtest.Backtest;
import dev.picket.simulation.backtest.BacktestSummary;
import dev.picket.simulation.backtest.PooledBacktest;
import dev.picket.simulation.backtest.RecordedChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backtest`: the detector over recorded data, one line for each change it finds.
@Command(name = "backtest", mixinStandardHelpOptions = true, //
        description = "Looks for changes in recorded data, as if it came in now.", footer = {"",
                "FILE is CSV with a header: time (ISO-8601 or epoch seconds), series (optional),",
                "and sent,bad (a tally) or value (a level such as a round trip in ms).",
                "With --topology (the `network:` block of settings or of a scenario) also",
                "vantage, target and, where it is not stamp, kind; a value is then a round trip."})
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class BacktestCommand implements Callable<Integer> {

    /// Rows between two words of progress.
    private static final long PROGRESS_ROWS = 200_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.csv", description = "The recorded data.")
    private Path file = Path.of("data.csv");

    @Option(names = "--topology", paramLabel = "FILE", //
            description = "The network the rows' paths run over: the whole detector judges them"
                    + " together and names the culprit. Needs the columns vantage and target.")
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
        if (!Files.isRegularFile(file)) {
            terminal.aside("picket: there is no file " + file);
            return ExitCode.USAGE;
        }
        try {
            return backtest();
        } catch (IOException e) {
            terminal.aside("picket: cannot read " + file + ": " + e.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private int backtest() throws IOException {
        Teller teller = new Teller(Files.size(file));
        if (topology.isEmpty()) {
            return done(Backtest.run(file, skipBadRows, teller), teller);
        }
        return switch (PooledBacktest.run(file, topology.get(), skipBadRows, teller)) {
            case PooledBacktest.Outcome.Done(BacktestSummary summary) -> done(summary, teller);
            case PooledBacktest.Outcome.NoTopology(List<Problem> problems) -> {
                problems.forEach(problem -> terminal.aside(problem.text()));
                yield ExitCode.USAGE;
            }
        };
    }

    private int done(BacktestSummary summary, Teller teller) {
        terminal.barEnd();
        summary.stopped().ifPresent(problem -> terminal.aside(problem.text()));
        if (!json || summary.stopped().isPresent() || summary.skipped() > 0) {
            terminal.aside(summary.text(teller.changes));
        }
        return summary.stopped().isPresent() ? ExitCode.USAGE : ExitCode.GOOD;
    }

    /// Tells of changes as they are found, and of how far the reading is.
    private final class Teller implements Backtest.Listener {

        private final long size;
        private long changes;

        Teller(long size) {
            this.size = size;
        }

        @Override
        public void changed(RecordedChange change) {
            changes++;
            terminal.line(json ? Json.write(change.json()) : change.line());
        }

        @Override
        public void read(long rows, long bytes) {
            if (rows % PROGRESS_ROWS == 0) {
                terminal.bar(bytes, size, rows + " rows, " + changes + " changes");
            }
        }
    }
}
