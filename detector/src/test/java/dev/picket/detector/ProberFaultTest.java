package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Component;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a prober does wrong itself is told of and pages nobody.
class ProberFaultTest {

    private static final ProberHealth GOOD = new ProberHealth(60, 0, 0, 0, 0, 0, 0);

    private static World warm(long seed) {
        World world = new World(TestWorld.build(), seed);
        tell(world, 1, List.of());
        world.run(World.WARM_TICKS + 10);
        return world;
    }

    /// Runs ticks in each of which every vantage that is not silent speaks, "dfw" with `faults`.
    private static void tell(World world, int ticks, List<LocalFault> faults) {
        for (int i = 0; i < ticks; i++) {
            for (String vantage : world.topology.vantages().keySet()) {
                if (!world.silent.contains(vantage)) {
                    world.detector.observe(new ProberRound(vantage, world.now, GOOD,
                            vantage.equals("dfw") ? faults : List.of()));
                }
            }
            world.run(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL_RECEIVE_DROP", "LOCAL_FIREWALL", "LOCAL_SEND_ERROR",
            "LOCAL_NO_ROUTE", "LOCAL_QUEUE_FULL"})
    void lossesThatTheProberAdmitsAreNoEvidenceAgainstAnyPath(LocalFaultCode code) {
        World world = warm(3);
        world.begin(World.loss(World.crosses(new Component.Vantage("dfw")), 0.4));
        tell(world, 8, List.of(new LocalFault(code, 9, "")));
        world.end();
        tell(world, 12, List.of());
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.Suspected.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story()).hasSize(1)
                .allMatch(trouble -> trouble.vantage().equals("dfw")
                        && trouble.fault().code() == code);
        assertThat(world.found(Finding.ProberRecovered.class)).as(world.story()).hasSize(1);
    }

    @Test
    void aStepOfTheClockLosesNothingAndIsToldOfOnlyWhenItLasts() {
        World world = warm(4);
        tell(world, 2, List.of(new LocalFault(LocalFaultCode.LOCAL_CLOCK_STEP, 1, "")));
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story()).isEmpty();
        tell(world, 1, List.of(new LocalFault(LocalFaultCode.LOCAL_CLOCK_STEP, 1, "")));
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story()).hasSize(1);
    }

    @Test
    void aSilentVantageWithGoodTargetsIsBlindAndNoIncident() {
        World world = warm(5);
        world.silent.add("dfw");
        tell(world, 2, List.of());
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story()).isEmpty();
        tell(world, 8, List.of());
        world.silent.clear();
        tell(world, 10, List.of());
        assertThat(world.found(Finding.Opened.class)).as(world.story()).isEmpty();
        assertThat(world.found(Finding.ProberTrouble.class)).as(world.story()).hasSize(1)
                .allMatch(trouble -> trouble.fault().code() == LocalFaultCode.LOCAL_SILENT);
        assertThat(world.found(Finding.ProberRecovered.class)).as(world.story()).hasSize(1);
    }

    @Test
    void aVantageThatDiesDuringAFaultChangesNeitherTheCulpritNorThePages() {
        World world = warm(6);
        Component culprit = new Component.Provider("zayo");
        world.begin(World.loss(World.crosses(culprit), 0.15));
        tell(world, 4, List.of());
        world.silent.add("dfw");
        tell(world, 12, List.of());
        assertThat(world.found(Finding.Opened.class)).as(world.story()).hasSize(1)
                .allMatch(opened -> opened.diagnosis().culprit().key().equals(culprit.key()));
        assertThat(world.found(Finding.Pageable.class)).as(world.story()).hasSize(1);
        assertThat(world.found(Finding.Revised.class)).as(world.story())
                .allMatch(revised -> revised.diagnosis().culprit().key().equals(culprit.key()));
    }
}
