package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.scenario.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void losesPacketsAtTheRatioOfTheFieldInTheDirectionOfTheFault() {
        Fault fault = new Fault("f", Duration.ZERO, HOUR, Optional.empty(),
                new Fault.Extent(FaultScope.providerAt("cogent", "sin"), 1, Direction.FORWARD),
                FaultEffects.loss(0.15));
        Probed probed = Probed.of(List.of(fault), Probed.SILENCE);
        Component cogent = new Component.ProviderAtRegion("cogent", "sin");
        List<RoundTally> tallies = probed.tallies(60);

        Counted away = count(tallies, Signal.LOST_FORWARD, probed.crossing(cogent));
        Counted back = count(tallies, Signal.LOST_RETURN, _ -> true);
        Counted others = count(tallies, Signal.LOST, probed.crossing(cogent).negate());

        // n packets at 0.15: sd of the ratio sqrt(0.1275 / n); five sd either side
        double five = 5 * Math.sqrt(0.1275 / away.trials());
        assertThat(away.trials()).isGreaterThan(20_000);
        assertThat(away.ratio()).as("seed %d", Probed.SEED).isBetween(0.15 - five, 0.15 + five);
        assertThat(back.bad()).isZero();
        assertThat(others.bad()).isZero();
    }

    @Test
    void keepsTheProbersOwnLossesApartAndTellsOfThem() {
        Fault fault = Fault.of("gc", Duration.ZERO, HOUR, FaultScope.ofVantage("fra"),
                FaultEffects.proberLoss(0.3));
        Probed probed = Probed.of(List.of(fault), Probed.SILENCE);

        assertThat(probed.tallies(1)).noneMatch(tally -> tally.bad() > 0);
        List<ProberRound> rounds = Probed.of(List.of(fault), Probed.SILENCE).rounds(1).getFirst();
        assertThat(rounds).hasSize(12).allSatisfy(round -> {
            boolean troubled = round.vantage().equals("fra");
            assertThat(round.health().receiveDrops() > 0).isEqualTo(troubled);
            assertThat(round.faults().stream()
                    .anyMatch(found -> found.code() == LocalFaultCode.LOCAL_RECEIVE_DROP))
                    .isEqualTo(troubled);
        });
    }

    @Test
    void aVantageWhoseResultsNeverArriveIsSilent() {
        Fault fault = Fault.of("gone", Duration.ofSeconds(10), HOUR, FaultScope.ofVantage("nrt"),
                FaultEffects.missing(1));
        Probed probed = Probed.of(List.of(fault), Probed.SILENCE);

        List<List<ProberRound>> rounds = probed.rounds(2);

        assertThat(rounds.get(0)).hasSize(12);
        assertThat(rounds.get(1)).hasSize(11)
                .noneMatch(round -> round.vantage().equals("nrt"));
    }

    @Test
    void everyPathHasOneRoundOfEachInterval() {
        List<RoundTally> tallies = Probed.of(List.of(), Probed.SILENCE).tallies(7);

        // 12 vantages, 22 hosts elsewhere each
        for (long tick = 0; tick < 7; tick++) {
            long number = Probed.FIRST_TICK + tick;
            assertThat(tallies.stream().filter(tally -> tally.tick() == number)
                    .filter(tally -> tally.signal() == Signal.LOST)
                    .filter(tally -> tally.path().kind() == ProbeKind.STAMP)).hasSize(264)
                    .allMatch(tally -> tally.trials() == 20);
        }
    }

    @Test
    void failsHandshakesAtTheRatioOfTheFault() {
        Fault fault = Fault.of("wg", Duration.ZERO, HOUR,
                FaultScope.kindThrough(ProbeKind.WIREGUARD, "westlink"),
                FaultEffects.failures(0.6));
        Probed probed = Probed.of(List.of(fault), Probed.SILENCE);
        Predicate<Path> hit = probed.crossing(new Component.Provider("westlink"));
        List<RoundTally> tallies = probed.tallies(12);

        Counted through = count(tallies, Signal.FAILED, hit);
        Counted others = count(tallies, Signal.FAILED, hit.negate());

        double five = 5 * Math.sqrt(0.24 / through.trials());
        assertThat(through.trials()).isGreaterThan(500);
        assertThat(through.ratio()).as("seed %d", Probed.SEED).isBetween(0.6 - five, 0.6 + five);
        assertThat(others.bad()).isZero();
    }

    @Test
    void raisesRoundTripsThatAreThenSlowAndLoseNothing() {
        Fault fault = Fault.of("slow", Duration.ofMinutes(5), HOUR,
                FaultScope.providerAt("cogent", "sin"), FaultEffects.slower(40_000_000));
        Probed probed = Probed.of(List.of(fault), Probed.SILENCE);
        Predicate<Path> hit = probed.crossing(
                new Component.ProviderAtRegion("cogent", "sin"));
        List<RoundTally> tallies = probed.tallies(32).stream()
                .filter(tally -> tally.tick() >= Probed.FIRST_TICK + 31).toList();

        assertThat(count(tallies, Signal.LOST, _ -> true).bad()).isZero();
        // a tenth of the longest round trips is more than 40 ms
        assertThat(count(tallies, Signal.SLOW, hit).ratio()).isGreaterThan(0.8);
        assertThat(count(tallies, Signal.SLOW, hit.negate()).ratio()).isLessThan(0.02);
    }

    @Test
    void aRegionWithoutRoomFailsNothingAndAMachineThatDoesNotStartIsABadTrial() {
        FaultScope ord = new FaultScope(Optional.empty(), Optional.of("ord"), Optional.empty(),
                Optional.empty(), Optional.of("machines"), Optional.empty(), Optional.empty());
        Probed full = Probed.machines(Fault.of("full", Duration.ZERO, HOUR, ord,
                new FaultEffects(0, 1, Optional.of(FailureCode.MACHINE_CAPACITY), 0, 0, 0, 0)));
        Probed stuck = Probed.machines(Fault.of("stuck", Duration.ZERO, HOUR, ord,
                new FaultEffects(0, 1, Optional.of(FailureCode.MACHINE_NOT_STARTED), 0, 0, 0,
                        0)));

        Predicate<Path> inOrd = path -> path.target().equals("machines-ord");
        List<RoundTally> refused = full.tallies(18);
        assertThat(count(refused, Signal.FAILED, inOrd).trials()).isZero();
        assertThat(count(refused, Signal.FAILED, inOrd.negate()).bad()).isZero();
        assertThat(count(refused, Signal.CAPACITY, inOrd).ratio()).isEqualTo(1.0);
        assertThat(count(refused, Signal.CAPACITY, inOrd.negate()).bad()).isZero();
        List<RoundTally> tallies = stuck.tallies(18);
        assertThat(count(tallies, Signal.FAILED, inOrd).trials()).isPositive();
        assertThat(count(tallies, Signal.FAILED, inOrd).ratio()).isEqualTo(1.0);
        assertThat(count(tallies, Signal.FAILED, inOrd.negate()).bad()).isZero();
    }

    @Test
    void handsLateResultsOverWhenTheyArriveUnderTheirOwnTick() {
        Background late = Probed.with(new Background.Arrival(0, 0.5, new Range(60, 60)));
        Probed probed = Probed.of(List.of(), late);
        List<List<RoundTally>> steps = probed.talliesByStep(20);

        long lateTallies = 0;
        for (int step = 0; step < steps.size(); step++) {
            for (RoundTally tally : steps.get(step)) {
                long behind = Probed.FIRST_TICK + step - tally.tick();
                assertThat(behind).isIn(0L, 5L, 6L);
                lateTallies += behind > 0 ? 1 : 0;
            }
        }
        long all = steps.stream().mapToLong(List::size).sum();
        assertThat((double) lateTallies / all).isBetween(0.35, 0.55);
    }

    @Test
    void aClockThatIsSetAnewIsTold() {
        Fault fault = Fault.of("step", Duration.ofSeconds(15), HOUR, FaultScope.ofVantage("fra"),
                new FaultEffects(0, 0, Optional.empty(), 0, 0, 0, 2_000_000_000L));
        List<List<ProberRound>> rounds = Probed.of(List.of(fault), Probed.SILENCE).rounds(3);

        for (int tick = 0; tick < 3; tick++) {
            boolean steps = tick == 1;
            assertThat(rounds.get(tick)).allSatisfy(round -> assertThat(round.faults().stream()
                    .anyMatch(found -> found.code() == LocalFaultCode.LOCAL_CLOCK_STEP))
                    .isEqualTo(steps && round.vantage().equals("fra")));
        }
    }

    private record Counted(long trials, long bad) {
        double ratio() {
            return (double) bad / trials;
        }
    }

    private static Counted count(List<RoundTally> tallies, Signal signal, Predicate<Path> of) {
        long trials = 0;
        long bad = 0;
        for (RoundTally tally : tallies) {
            if (tally.signal() == signal && of.test(tally.path())) {
                trials += tally.trials();
                bad += tally.bad();
            }
        }
        return new Counted(trials, bad);
    }
}
