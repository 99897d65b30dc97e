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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The bound of [Spreading] over drawn groups: whatever the stretch of time, and wherever it lies,
/// it holds no more starts than ⌈w · n / every⌉.
class SpreadingTest {

    private static final long SEED = 20_260_611L;
    private static final int GROUPS = 200;
    private static final int STRETCHES = 50;
    private static final int ROUNDS = 3;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private ProbeGroup drawn() {
        int paths = random.nextInt(1, 400);
        int targets = random.nextInt(1, paths + 1);
        List<ProbePlan> plans = new ArrayList<>();
        for (int i = 0; i < paths; i++) {
            plans.add(new ProbePlan.BlockingPlan(new Path("v" + i / targets, "t" + i % targets,
                    ProbeKind.MACHINE_CREATE), _ -> {
                        throw new IllegalStateException("not run here");
                    }));
        }
        return new ProbeGroup("drawn", Duration.ofNanos(random.nextLong(1_000, 60_000_000_000L)),
                plans);
    }

    private static List<DueRun> rounds(ProbeGroup group) {
        GroupRounds rounds = new GroupRounds(group, Instant.EPOCH, new MonotonicInstant(0));
        List<DueRun> runs = new ArrayList<>();
        for (long round = 0; round < ROUNDS; round++) {
            runs.addAll(rounds.begun(new MonotonicInstant(round * group.every().toNanos())));
        }
        return runs;
    }

    @Test
    void noStretchHoldsMoreStartsThanItsShareRoundedUp() {
        for (int i = 0; i < GROUPS; i++) {
            ProbeGroup group = drawn();
            List<DueRun> runs = rounds(group);
            assertThat(runs).as("group %s of seed %s", i, SEED)
                    .hasSize(ROUNDS * group.plans().size());
            for (int j = 0; j < STRETCHES; j++) {
                // A stretch that begins with a start holds the most.
                int first = random.nextInt(runs.size());
                long width = random.nextLong(1, 2 * group.every().toNanos());
                long from = runs.get(first).due().nanos();
                int held = 0;
                while (first + held < runs.size()
                        && runs.get(first + held).due().nanos() < from + width) {
                    held++;
                }
                assertThat((long) held).as("group %s, stretch %s of seed %s", i, j, SEED)
                        .isLessThanOrEqualTo(most(group, width));
            }
        }
    }

    /// ⌈(w+1) · n / every⌉: a start is rounded down to a whole nanosecond.
    private static long most(ProbeGroup group, long width) {
        double share = (double) (width + 1) * group.plans().size() / group.every().toNanos();
        return (long) Math.ceil(share);
    }

    @Test
    void aTargetIsBegunOncePerVantageAndInterval() {
        for (int i = 0; i < GROUPS; i++) {
            ProbeGroup group = drawn();
            Map<String, Integer> begun = new HashMap<>();
            rounds(group).forEach(run -> begun.merge(run.plan().path().key(), 1, Integer::sum));
            assertThat(begun).hasSize(group.plans().size());
            assertThat(begun.values()).containsOnly(ROUNDS);
        }
    }
}
