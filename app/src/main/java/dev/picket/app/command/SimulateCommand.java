package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.yaml.Problem;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.scenario.ScenarioReader;
import dev.picket.simulation.scenario.ScenarioReading;
import dev.picket.simulation.virtual.Simulation;
import dev.picket.simulation.virtual.SimulationResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `simulate`: the whole line on virtual time against a seeded network with scripted faults.
@Command(name = "simulate", mixinStandardHelpOptions = true, //
        description = "Runs a scenario on virtual time and says what was found.")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class SimulateCommand implements Callable<Integer> {

    /// Virtual time zero.
    private static final Instant START = Instant.parse("2024-06-10T00:00:00Z");
    private static final int PROGRESS_PERCENT = 10;

    private final Terminal terminal;

    @Parameters(paramLabel = "SCENARIO", description = "The scenario file.")
    private Path file = Path.of("scenario.yaml");

    @Option(names = "--seed", paramLabel = "N", description = "Instead of the scenario's own seed.")
    private OptionalLong seed = OptionalLong.empty();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (ScenarioReader.read(file)) {
            case ScenarioReading.Invalid(List<Problem> problems) -> {
                problems.forEach(problem -> terminal.aside(problem.text()));
                terminal.aside("picket: " + problems.size()
                        + (problems.size() == 1 ? " problem" : " problems")
                        + " in the scenario; nothing was simulated");
                yield ExitCode.USAGE;
            }
            case ScenarioReading.Valid(Scenario scenario) -> {
                simulate(seed.isPresent() ? scenario.withSeed(seed.getAsLong()) : scenario);
                yield ExitCode.GOOD;
            }
        };
    }

    private void simulate(Scenario scenario) {
        long tenth = Math.max(1, scenario.ticks() * PROGRESS_PERCENT / 100);
        SimulationResult result = Simulation.run(scenario, START, tick -> {
            if (!json && tick > 0 && tick % tenth == 0) {
                terminal.progress(100 * tick / scenario.ticks() + " %");
            }
        });
        if (json) {
            terminal.line(result.json().toString());
        } else {
            result.lines().forEach(terminal::line);
        }
    }
}
