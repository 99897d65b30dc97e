package dev.picket.probes.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupRoundsTest {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:03Z");

    private static ProbeGroup group(int paths) {
        List<ProbePlan> plans = new ArrayList<>();
        for (int i = 0; i < paths; i++) {
            Path path = new Path("v" + i % 13, "t" + i / 13, ProbeKind.MACHINE_CREATE);
            plans.add(new ProbePlan.BlockingPlan(path, _ -> {
                throw new IllegalStateException("not run here");
            }));
        }
        return new ProbeGroup("group", EVERY, plans);
    }

    private static MonotonicInstant after(double seconds) {
        return new MonotonicInstant(Math.round(seconds * 1e9));
    }

    @Test
    void startsAreEvenlySpacedSoThatNoStretchHoldsMoreThanItsShare() {
        GroupRounds rounds = new GroupRounds(group(377), FIRST, after(0));
        List<DueRun> runs = new ArrayList<>(rounds.begun(after(0)));
        runs.addAll(rounds.begun(after(10)));

        long spacing = 10_000_000_000L / 377;
        assertThat(runs).hasSize(754);
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i).due().nanosSince(runs.get(i - 1).due()))
                    .isBetween(spacing, spacing + 1);
        }
        assertThat(runs.get(377).plan()).isEqualTo(runs.get(0).plan());
        assertThat(runs.get(377).due()).isEqualTo(after(10));
        assertThat(runs.get(377).scheduledAt()).isEqualTo(FIRST.plusSeconds(10));
    }

    @Test
    void phasesDependOnThePathsAndNotOnTheirOrder() {
        ProbeGroup group = group(100);
        List<ProbePlan> shuffled = new ArrayList<>(group.plans());
        long seed = 99;
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Spreading.of(new ProbeGroup("group", EVERY, shuffled))).as("seed " + seed)
                .isEqualTo(Spreading.of(group));
    }

    @Test
    void pathsThatShareATargetAreNotProbedTogether() {
        List<Spreading.Phase> phases = Spreading.of(group(13 * 29));
        int together = 0;
        for (int i = 1; i < phases.size(); i++) {
            together += phases.get(i).plan().path().target()
                    .equals(phases.get(i - 1).plan().path().target()) ? 1 : 0;
        }

        // 376 neighbours, each pair sharing one of 29 targets by chance 12/376: 12 expected,
        // standard deviation 3.4. In the order of the names it would be 348.
        assertThat(together).isLessThan(12 + 4 * 4);
    }

    @Test
    void handsOverEveryRoundOnce() {
        GroupRounds rounds = new GroupRounds(group(5), FIRST, after(0));

        assertThat(rounds.begun(after(0.02))).hasSize(5);
        assertThat(rounds.begun(after(0.03))).isEmpty();
        // A firing up to a tenth of the interval early still takes its round.
        assertThat(rounds.begun(after(9.5))).hasSize(5);
        assertThat(rounds.begun(after(10))).isEmpty();
    }

    @Test
    void handsOverMissedRoundsWithTheNextFiring() {
        GroupRounds rounds = new GroupRounds(group(5), FIRST, after(0));
        rounds.begun(after(0));

        List<DueRun> late = rounds.begun(after(31));

        // Rounds 1, 2 and 3.
        assertThat(late).hasSize(15);
        assertThat(late.getFirst().due()).isEqualTo(after(10));
        assertThat(late.getFirst().lateNanosMax()).isEqualTo(5_000_000_000L);
    }

    @Test
    void theWatchHandsOverWhatNoFiringDid() {
        GroupRounds rounds = new GroupRounds(group(4), FIRST, after(1));

        assertThat(rounds.watchAt(0)).isEqualTo(after(3.5));
        assertThat(rounds.watchAt(2)).isEqualTo(after(23.5));
        assertThat(rounds.begun(rounds.watchAt(0))).hasSize(4);
        assertThat(rounds.begun(rounds.watchAt(1))).hasSize(4);
    }

    @Test
    void makesUpForABoundedNumberOfRounds() {
        GroupRounds rounds = new GroupRounds(group(2), FIRST, after(0));
        rounds.begun(after(0));

        assertThat(rounds.begun(after(1_000_000))).hasSize(2 * (GroupRounds.MISSED_ROUNDS_MAX + 1));
    }
}
