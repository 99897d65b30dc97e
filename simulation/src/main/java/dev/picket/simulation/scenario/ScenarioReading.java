package dev.picket.simulation.scenario;

import dev.picket.platform.yaml.Problem;
import java.util.List;

/// What reading a scenario gave: the scenario, or everything wrong with it.
public sealed interface ScenarioReading {

    record Valid(Scenario scenario) implements ScenarioReading {}

    record Invalid(List<Problem> problems) implements ScenarioReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
