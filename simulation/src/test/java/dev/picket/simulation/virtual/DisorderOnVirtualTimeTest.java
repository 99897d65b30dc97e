package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Disorder;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What faults do to packets that all come is told by the sessions that run on sockets.
class DisorderOnVirtualTimeTest {

    private static final int STEPS = 24;
    private static final Duration AT = Duration.ofMinutes(3);
    private static final long ONSET_TICK = Probed.FIRST_TICK + 18;

    private static List<RoundTally> tallies(Disorder disorder, Direction direction) {
        Fault fault = new Fault("disorder", AT, Duration.ofMinutes(1), Optional.empty(),
                new Fault.Extent(FaultScope.providerAt("cogent", "sin"), 1, direction),
                FaultEffects.disordered(disorder));
        return Probed.of(List.of(fault), Probed.SILENCE).tallies(STEPS);
    }

    /// The ratio of bad trials of a signal on paths through the culprit while the fault lasts; no
    /// other trial of it is bad. The packets of a round of the tick before may still be under way
    /// when the fault begins: such a round is told by its path alone.
    private static double ratio(Signal signal, List<RoundTally> tallies) {
        Predicate<Path> through = Probed.of(List.of(), Probed.SILENCE)
                .crossing(new Component.ProviderAtRegion("cogent", "sin"));
        double trials = 0;
        double bad = 0;
        for (RoundTally tally : tallies) {
            boolean crosses = through.test(tally.path());
            boolean under = crosses && tally.tick() == ONSET_TICK - 1;
            if (tally.signal() != signal || tally.path().kind() != ProbeKind.STAMP || under) {
                continue;
            }
            if (tally.tick() >= ONSET_TICK && crosses) {
                trials += tally.trials();
                bad += tally.bad();
            } else {
                assertThat(tally.bad()).as("%s", tally).isZero();
            }
        }
        assertThat(trials).isPositive();
        return bad / trials;
    }

    @ParameterizedTest
    @EnumSource(value = Direction.class, names = {"FORWARD", "RETURN"})
    void packetsHeldBackByMoreThanTheirSpacingAreReorderedAndNoneIsLost(Direction direction) {
        List<RoundTally> tallies = tallies(new Disorder(0, 0.2, 0, 0), direction);

        assertThat(ratio(Signal.REORDERED, tallies)).isBetween(0.12, 0.22);
        assertThat(ratio(Signal.LOST, tallies)).isZero();
        assertThat(ratio(Signal.DUPLICATED, tallies)).isZero();
    }

    /// The copy of a round's last packet meets nobody: 19 of 20 can be seen.
    @ParameterizedTest
    @EnumSource(value = Direction.class, names = {"FORWARD", "RETURN"})
    void packetsThatComeTwiceAreCounted(Direction direction) {
        List<RoundTally> tallies = tallies(new Disorder(0, 0, 0.2, 0), direction);

        assertThat(ratio(Signal.DUPLICATED, tallies)).isBetween(0.15, 0.23);
        assertThat(ratio(Signal.LOST, tallies)).isZero();
        assertThat(ratio(Signal.REORDERED, tallies)).isZero();
    }

    @Test
    void lateRepliesAreLateAndLost() {
        List<RoundTally> tallies = tallies(new Disorder(0.2, 0, 0, 0), Direction.RETURN);

        double late = ratio(Signal.LATE, tallies);
        assertThat(late).isBetween(0.12, 0.22);
        assertThat(ratio(Signal.LOST, tallies)).isGreaterThanOrEqualTo(late).isLessThan(0.24);
    }

    @Test
    void roundsWhosePacketsVaryAreJittery() {
        List<RoundTally> tallies = tallies(new Disorder(0, 0, 0, 8_000_000), Direction.BOTH);

        assertThat(ratio(Signal.JITTERY, tallies)).isGreaterThan(0.9);
        assertThat(ratio(Signal.LOST, tallies)).isZero();
    }
}
