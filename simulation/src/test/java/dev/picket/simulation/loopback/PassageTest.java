package dev.picket.simulation.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.demo.StoryPlan;
import dev.picket.simulation.fault.FaultField;
import dev.picket.simulation.world.DemoNetwork;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static final long SEED = 5;
    private static final int DRAWS = 20_000;
    private final Topology topology = DemoNetwork.world().topology();
    private final FaultField faults = new FaultField(topology, StoryPlan.ofJune2024().script(),
            SEED);
    private final Passage passage = new Passage(faults, 0, SEED);

    @Test
    void losesFifteenPercentEachWayOnAPathOfTheFirstFaultWhileItLasts() {
        int path = firstHit(0);
        long during = 65_000_000_000L;

        // 20 000 draws at 0.15: sd 50.5; five sd either side of 3000
        assertThat(lostForward(path, during, ProbeKind.STAMP, 0)).isBetween(2748, 3252);
        assertThat(lostReturn(path, during)).isBetween(2748, 3252);
        assertThat(lostForward(path, 63_000_000_000L, ProbeKind.STAMP, 0)).isZero();
        assertThat(lostReturn(path, 84_000_000_000L)).isZero();
    }

    @Test
    void refusesEveryHandshakeInTheSecondFaultAndNothingElse() {
        int path = firstHit(1);
        long during = 117_000_000_000L;

        assertThat(lostForward(path, during, ProbeKind.WIREGUARD, 1)).isEqualTo(DRAWS);
        assertThat(lostForward(path, during, ProbeKind.WIREGUARD, 4)).isZero();
        assertThat(lostReturn(path, during)).isZero();
    }

    @Test
    void losesAtTheBackgroundRatioOnAHealthyPath() {
        Passage noisy = new Passage(faults, 0.01, SEED);
        int lost = 0;
        for (int i = 0; i < DRAWS; i++) {
            lost += noisy.losesReturn(0, 0) ? 1 : 0;
        }

        // sd 14.1; five sd either side of 200
        assertThat(lost).as("seed %d", SEED).isBetween(130, 270);
    }

    private int firstHit(int fault) {
        for (Path path : topology.routes().stream().map(route -> route.path()).toList()) {
            int index = topology.indexOf(path);
            boolean wanted = fault == 1 || path.kind() == ProbeKind.STAMP;
            if (wanted && faults.hits(StoryPlan.ofJune2024().script().get(fault), index)) {
                return index;
            }
        }
        throw new AssertionError("no path is hit");
    }

    private int lostForward(int path, long nanos, ProbeKind kind, int firstOctet) {
        int lost = 0;
        for (int i = 0; i < DRAWS; i++) {
            lost += passage.losesForward(path, nanos, kind, firstOctet) ? 1 : 0;
        }
        return lost;
    }

    private int lostReturn(int path, long nanos) {
        int lost = 0;
        for (int i = 0; i < DRAWS; i++) {
            lost += passage.losesReturn(path, nanos) ? 1 : 0;
        }
        return lost;
    }
}
