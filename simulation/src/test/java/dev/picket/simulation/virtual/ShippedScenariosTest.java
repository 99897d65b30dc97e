package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.scenario.ScenarioReader;
import dev.picket.simulation.scenario.ScenarioReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every scenario that ships becomes what its writer expects of it, and pages for nothing else.
class ShippedScenariosTest {

    private static final Path FOLDER = Path.of("..", "scenarios");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void becomesWhatItsWriterExpects(String name) {
        Scenario scenario = scenario(name);

        SimulationResult result = Simulation.run(scenario,
                Simulation.Course.PLAIN.onThreads(Runtime.getRuntime().availableProcessors()));

        String seen = String.join("\n", SimulationText.of(result));
        assertThat(result.unmet()).as(seen).isEmpty();
        assertThat(result.falsePages()).as(seen).isZero();
        assertThat(result.faults()).as(seen)
                .noneMatch(fault -> fault.pages() && fault.incidentCount() > 1);
    }

    @Test
    void tellsOfTroublesOfItsOwnThatPageNobody() {
        SimulationResult result = Simulation.run(scenario("prober-fault.yaml"));

        assertThat(result.faults()).noneMatch(SimulationResult.FaultReport::pages);
        assertThat(result.account().proberTroubles()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void givesTheSameResultOnAnyNumberOfThreadsAndAnotherForAnotherSeed() {
        Scenario scenario = scenario("june-03.yaml");
        SimulationResult one = Simulation.run(scenario);

        for (int threads : new int[]{2, 8}) {
            SimulationResult other = Simulation.run(scenario,
                    Simulation.Course.PLAIN.onThreads(threads));
            assertThat(other).as("%d threads", threads).isEqualTo(one);
            assertThat(other.json().toString()).isEqualTo(one.json().toString());
        }
        assertThat(Simulation.run(scenario.withSeed(1)).events()).isNotEqualTo(one.events());
    }

    private static Scenario scenario(String name) {
        ScenarioReading reading = ScenarioReader.read(FOLDER.resolve(name));
        return switch (reading) {
            case ScenarioReading.Valid(Scenario scenario) -> scenario;
            case ScenarioReading.Invalid invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }
}
