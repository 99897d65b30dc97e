package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the configuration promises to find, against what is found.
class DetectabilityTest {

    private static final int SEEDS = 8;
    private static final int TICKS_IN_TIME = 5;
    private static final Topology TOPOLOGY = TestWorld.build();
    private static final DetectorSettings SETTINGS = DetectorSettings.defaults()
            .withWarmUp(Duration.ofMinutes(10));

    private static List<Detectability.Found> found() {
        return Detectability.of(TOPOLOGY, SETTINGS, kind -> switch (kind) {
            case STAMP, ICMP -> new Detectability.Pace(Duration.ofSeconds(10), World.PACKETS);
            case WIREGUARD, TCP, HTTP, DNS ->
                new Detectability.Pace(Duration.ofSeconds(10), 1);
            case MACHINE_CREATE -> new Detectability.Pace(Duration.ofMinutes(1), 1);
        });
    }

    private static Detectability.Found forward(Component component) {
        return found().stream().filter(one -> one.component().equals(component)
                && one.kind() == ProbeKind.STAMP && one.signal() == Signal.LOST_FORWARD)
                .findFirst().orElseThrow();
    }

    private static int timesFound(Component component, double rate) {
        int times = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = new World(TOPOLOGY, seed, SETTINGS);
            world.run(World.WARM_TICKS + 2);
            world.begin(new World.Fault(World.crosses(component), rate, 0, 0));
            world.run(TICKS_IN_TIME);
            times += world.found(Finding.Opened.class).isEmpty() ? 0 : 1;
        }
        return times;
    }

    @Test
    void aFaultOfThePromisedRateIsFoundInTimeAndOneOfAFifthOfItIsNot() {
        Component component = new Component.ProviderAtRegion("lumen", "iad");
        double rate = forward(component).smallestRate().orElseThrow();
        assertThat(timesFound(component, rate)).isGreaterThanOrEqualTo(SEEDS - 1);
        assertThat(timesFound(component, rate / 5)).isLessThanOrEqualTo(SEEDS / 2);
    }

    @Test
    void morePathsOfOneClassShowSmallerFaults() {
        List<Detectability.Found> regions = found().stream()
                .filter(one -> one.component() instanceof Component.ProviderAtRegion
                        && one.signal() == Signal.LOST)
                .toList();
        for (Detectability.Found one : regions) {
            for (Detectability.Found other : regions) {
                if (one.paths() > other.paths()) {
                    assertThat(one.smallestRate().orElse(1))
                            .isLessThanOrEqualTo(other.smallestRate().orElse(1));
                }
            }
        }
    }

    @Test
    void theBudgetIsSpentWholly() {
        assertThat(Detectability.budget().values().stream().mapToDouble(Double::doubleValue)
                .sum()).isCloseTo(1, within(1e-9));
    }
}
