package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The order in which paths are declared and tallies arrive changes no finding.
class OrderTest {

    private static final long SEED = 51;
    private static final int TICKS = 80;
    private static final int ONSET = 68;

    @Test
    void shuffledTalliesOnATopologyDeclaredBackwardsGiveEqualFindings() {
        Topology topology = TestWorld.build();
        List<Finding> inOrder = findings(topology, false);
        assertThat(findings(backwards(topology), true)).as("seed %d", SEED).isEqualTo(inOrder);
        assertThat(inOrder).filteredOn(Finding.Opened.class::isInstance).hasSize(1);
    }

    private static Topology backwards(Topology topology) {
        Map<Path, Route> routes = new LinkedHashMap<>();
        for (Route route : topology.routes().reversed()) {
            routes.put(route.path(), route);
        }
        return new Topology(topology.network(), topology.vantages(), topology.targets(), routes);
    }

    private static List<Finding> findings(Topology topology, boolean shuffled) {
        DetectorSettings settings = DetectorSettings.defaults()
                .withTick(java.time.Duration.ofSeconds(1), java.time.Duration.ofSeconds(3))
                .withWarmUp(java.time.Duration.ofSeconds(World.WARM_TICKS));
        Detector detector = new Detector(topology, settings);
        TickTimes times = new TickTimes(settings.tick());
        Random order = new Random(SEED);
        List<Finding> findings = new ArrayList<>();
        for (int tick = 1; tick <= TICKS; tick++) {
            List<RoundTally> tallies = tallies(topology, tick);
            if (shuffled) {
                Collections.shuffle(tallies, order);
            }
            tallies.forEach(detector::observe);
            findings.addAll(detector.advance(times.end(tick).plusSeconds(3)));
        }
        return findings;
    }

    /// Tallies that depend on nothing but the path and the tick.
    private static List<RoundTally> tallies(Topology topology, int tick) {
        List<RoundTally> tallies = new ArrayList<>();
        for (Route route : topology.routes()) {
            if (route.path().kind() != ProbeKind.STAMP) {
                continue;
            }
            boolean harmed = tick >= ONSET && route.crosses(new Component.Provider("zayo"));
            Random random = new Random(SEED + 31L * tick + route.path().key().hashCode());
            int bad = random.nextInt(50) == 0 ? 1 : 0;
            tallies.add(new RoundTally(route.path(), Signal.LOST, tick, World.PACKETS,
                    harmed ? 3 : bad));
        }
        return tallies;
    }
}
