package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Bursts;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetTraffic;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an oracle gathers is, on average, the information there is.
class OracleTest {

    private static final int TICKS = 12;
    private static final int RUNS = 200;
    private static final double FAILING = 0.15;

    private final WarmFleet warm = WarmFleet.of(Fleets.mixed(),
            BackgroundModel.ORDINARY.with(Bursts.NONE), 1, 2);
    private final int[] paths = first(ProbeKind.WIREGUARD, 10);

    @Test
    void theMeanIsTheDivergenceOfHarmFromCalm() {
        FleetTraffic traffic = warm.traffic(0);
        double expected = IntStream.of(paths)
                .mapToDouble(path -> divergence(traffic.calmFailing(path))).sum() * TICKS;
        double mean = IntStream.range(0, RUNS).mapToDouble(seed -> Oracle.nats(warm, seed,
                InjectedFault.failures(3.5, Double.MAX_VALUE, paths, FAILING), TICKS)).average()
                .orElseThrow();

        // One run's standard deviation is some 15 nats, the mean's one.
        assertThat(mean).isBetween(expected - 4, expected + 4);
        assertThat(expected).isGreaterThan(20);
    }

    @Test
    void whatDoesNoHarmIsNoEvidence() {
        assertThat(Oracle.nats(warm, 1,
                InjectedFault.failures(3.5, Double.MAX_VALUE, paths, 0), TICKS)).isZero();
    }

    @Test
    void lossSaysNothingOfMachines() {
        assertThat(Oracle.nats(warm, 1, InjectedFault.loss(3.5, Double.MAX_VALUE,
                first(ProbeKind.MACHINE_CREATE, 5), InjectedFault.LossDirection.BOTH, 0.5),
                TICKS)).isZero();
    }

    private static double divergence(double calm) {
        double harmed = calm + FAILING - calm * FAILING;
        return harmed * Math.log(harmed / calm)
                + (1 - harmed) * Math.log((1 - harmed) / (1 - calm));
    }

    private int[] first(ProbeKind kind, int count) {
        Fleet fleet = warm.fleet();
        return IntStream.range(0, fleet.topology().routes().size())
                .filter(i -> fleet.topology().path(i).kind() == kind).limit(count).toArray();
    }
}
