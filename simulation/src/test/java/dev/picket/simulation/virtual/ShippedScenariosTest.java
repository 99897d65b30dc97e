package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.scenario.ScenarioReader;
import dev.picket.simulation.scenario.ScenarioReading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedScenariosTest {

    private static final Path FOLDER = Path.of("..", "scenarios");

    @Test
    void namesCogentInSingaporeWithinTwoRoundsAndPages() {
        SimulationResult result = run("june-13");

        SimulationResult.FaultReport fault = result.faults().getFirst();
        String seen = String.join("\n", result.lines());
        assertThat(fault.incidentCount()).as(seen).isEqualTo(1);
        assertThat(fault.culpritCorrect()).as(seen).isTrue();
        assertThat(fault.rank()).as(seen).isEqualTo(1);
        assertThat(fault.incident().orElseThrow().openedAt() - fault.onset()).as(seen)
                .isBetween(0.0, 32.0);
        assertThat(fault.incident().orElseThrow().pagedAt().orElseThrow() - fault.onset())
                .as(seen).isLessThanOrEqualTo(55.0);
        assertThat(fault.incident().orElseThrow().resolvedAt().orElseThrow()).as(seen)
                .isGreaterThan(890);
        assertThat(result.falsePages()).as(seen).isZero();
    }

    @Test
    void namesTheProviderThatFailsWireguardInCaliforniaAndFrankfurt() {
        SimulationResult result = run("june-11");

        SimulationResult.FaultReport fault = result.faults().getFirst();
        String seen = String.join("\n", result.lines());
        assertThat(fault.incidentCount()).as(seen).isEqualTo(1);
        assertThat(fault.culpritCorrect()).as(seen).isTrue();
        assertThat(fault.pages()).as(seen).isTrue();
        assertThat(fault.incident().orElseThrow().openedAt() - fault.onset()).as(seen)
                .isBetween(0.0, 32.0);
        assertThat(result.falsePages()).as(seen).isZero();
    }

    @Test
    void pagesNobodyWhereNothingIsBroken() {
        SimulationResult result = run("quiet");
        assertThat(result.falsePages()).as(String.join("\n", result.lines())).isZero();
    }

    @Test
    void pagesNobodyForFaultsOfItsOwnButTellsOfThem() {
        SimulationResult result = run("prober-fault");

        String seen = String.join("\n", result.lines());
        assertThat(result.falsePages()).as(seen).isZero();
        assertThat(result.faults()).as(seen).noneMatch(SimulationResult.FaultReport::pages);
        assertThat(result.proberTroubles()).as(seen).isGreaterThanOrEqualTo(2);
    }

    @Test
    void givesTheSameJsonForTheSameSeedAndOtherNoiseForAnother() {
        Scenario scenario = scenario("june-13");

        String once = Simulation.run(scenario).json().toString();
        String again = Simulation.run(scenario).json().toString();
        String other = Simulation.run(scenario.withSeed(scenario.seed() + 1)).json().toString();

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    private static SimulationResult run(String name) {
        return Simulation.run(scenario(name));
    }

    private static Scenario scenario(String name) {
        ScenarioReading reading = ScenarioReader.read(FOLDER.resolve(name + ".yaml"));
        return switch (reading) {
            case ScenarioReading.Valid(Scenario scenario) -> scenario;
            case ScenarioReading.Invalid invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }
}
