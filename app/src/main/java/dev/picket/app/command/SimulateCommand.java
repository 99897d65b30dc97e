package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.time.SystemClock;
import dev.picket.platform.yaml.Durations;
import dev.picket.platform.yaml.Problem;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.scenario.ScenarioReader;
import dev.picket.simulation.scenario.ScenarioReading;
import dev.picket.simulation.virtual.Simulation;
import dev.picket.simulation.virtual.SimulationResult;
import dev.picket.simulation.virtual.SimulationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `simulate`: the whole line on virtual time against a seeded network with scripted faults.
@Command(name = "simulate", mixinStandardHelpOptions = true, //
        description = "Runs a scenario on virtual time and says what was found. Exit code 1 where"
                + " the scenario's `expect:` is not met.")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class SimulateCommand implements Callable<Integer> {

    private static final int THREADS_MAX = 256;
    private static final int BAR_CELLS = 40;

    private final Terminal terminal;
    private final Clock clock = SystemClock.system();
    private int shownPercent = -1;

    @Parameters(paramLabel = "SCENARIO", description = "The scenario file, YAML or JSON.")
    private Path file = Path.of("scenario.yaml");

    @Option(names = "--seed", paramLabel = "N", description = "Instead of the scenario's own seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", //
            description = "Threads to simulate on; the result is the same with any number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (threads < 1 || threads > THREADS_MAX || seed.orElse(0L) < 0) {
            terminal.aside("picket: expected --threads from 1 to " + THREADS_MAX
                    + " and --seed from 0 on");
            return ExitCode.USAGE;
        }
        return switch (ScenarioReader.read(file)) {
            case ScenarioReading.Invalid(List<Problem> problems) -> {
                problems.forEach(problem -> terminal.aside(problem.text()));
                terminal.aside("picket: " + problems.size()
                        + (problems.size() == 1 ? " problem" : " problems")
                        + " in the scenario; nothing was simulated");
                yield ExitCode.USAGE;
            }
            case ScenarioReading.Valid(Scenario scenario) -> simulate(
                    seed.map(scenario::withSeed).orElse(scenario));
        };
    }

    private int simulate(Scenario scenario) {
        scenario.unseen(scenario.world().topology())
                .forEach(fault -> terminal.aside("picket: note: fault " + fault.id()
                        + " lies on no path that is probed; nothing can be seen of it"));
        MonotonicInstant begun = clock.monotonic();
        SimulationResult result = Simulation.run(scenario, new Simulation.Course(Simulation.START,
                threads, tick -> progress(tick + 1, scenario.ticks())));
        terminal.progressDone();
        Duration spent = Duration.ofNanos(Math.max(1, clock.monotonic().nanosSince(begun)));
        if (json) {
            terminal.line(result.json().toString());
        } else {
            SimulationText.of(result).forEach(terminal::line);
        }
        terminal.aside(speed(result, spent));
        return result.unmet().isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
    }

    private void progress(long ticks, long all) {
        int percent = (int) (100 * Math.max(0, ticks) / all);
        if (percent != shownPercent) {
            shownPercent = percent;
            int full = percent * BAR_CELLS / 100;
            terminal.progressBar("[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "] "
                    + (ticks <= 0 ? "learning" : percent + " %"));
        }
    }

    /// The time spent learning before the scenario's begin is simulated too, and counts.
    private String speed(SimulationResult result, Duration spent) {
        return String.format(Locale.ROOT, "picket: %d paths for %s, of which %s learning, in"
                + " %.1f s on %d threads: %,.0f times real time", result.paths(),
                Durations.text(result.simulated()),
                Durations.text(result.account().learning()), spent.toNanos() / 1e9, threads,
                (double) result.simulated().toNanos() / spent.toNanos());
    }
}
