package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final int PATHS = 12;
    private static final double HOUR = 3_600;

    private final SeriesIndex index = BurstyPaths.index(PATHS, ProbeKind.STAMP);
    private final EvidenceTables tables = new EvidenceTables();
    private final Baseline baseline = new Baseline(index, tables, 10, 8_640);
    private long tick;

    private void round(Baseline of, int n, int k, boolean suspected) {
        for (int i = 0; i < PATHS; i++) {
            of.learn(i, of.table(i, n, tick), k, suspected);
        }
        of.closeTick(tick++, false);
    }

    private EvidenceTable next(int i) {
        return tables.table(baseline.table(i, 20, tick));
    }

    @Test
    void aRoundIsJudgedByWhatCameBeforeItAndTheNextOneByIt() {
        for (int t = 0; t < 100; t++) {
            round(baseline, 20, 0, false);
        }
        EvidenceTable before = next(0);
        assertThat(next(0)).isSameAs(before);
        baseline.learn(0, baseline.table(0, 20, tick), 9, false);
        assertThat(before.context()).isEqualTo(Context.CALM);
        assertThat(next(0).context()).isEqualTo(7);
        assertThat(next(0).evidence(9, 3)).isLessThan(before.evidence(9, 3) / 5);
        assertThat(next(1)).isSameAs(before);
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        Baseline slow = new Baseline(index, tables, HOUR, 8_640);
        double atFirst = slow.learntRate(0);
        for (int t = 0; t < 200; t++) {
            round(slow, 20, 1, false);
        }
        double raised = slow.learntRate(0);
        assertThat(raised).isGreaterThan(20 * atFirst);
        // 64 ticks without a tally are 64/336 of the 14 days: e^(-100·64/336) of it is left.
        for (int t = 0; t < 100 * 64; t++) {
            slow.closeTick(tick++, false);
        }
        assertThat(slow.learntRate(0)).isCloseTo(atFirst, within(1e-6));
    }

    @Test
    void nothingIsLearntOfWhatTurnsOutToBeAnIncident() {
        DetectorMemory before = baseline.snapshot(Duration.ZERO);
        for (int t = 0; t < 5; t++) {
            round(baseline, 20, 4, true);
        }
        for (int i = 0; i < PATHS; i++) {
            baseline.dropWaiting(i);
        }
        assertThat(baseline.snapshot(Duration.ZERO)).isEqualTo(before);
    }

    @Test
    void whatWaitedThroughASuspicionIsLearntWhenItEnds() {
        Baseline straight = new Baseline(index, new EvidenceTables(), 10, 8_640);
        for (int t = 0; t < 48; t++) {
            int k = t % 7 == 0 ? 2 : 0;
            round(straight, 20, k, false);
            tick--;
            round(baseline, 20, k, t < 40);
        }
        for (int i = 0; i < PATHS; i++) {
            assertThat(baseline.learntRate(i)).isEqualTo(straight.learntRate(i));
        }
        assertThat(baseline.lane(0).visits()).isEqualTo(straight.lane(0).visits());
    }

    @Test
    void aPathWorseThanItsClassHasANullOfItsOwnRate() {
        SplittableRandom random = new SplittableRandom(5);
        for (; tick < 2_000; tick++) {
            for (int i = 0; i < PATHS; i++) {
                double rate = i == 0 ? 0.02 : 0.001;
                int k = 0;
                for (int trial = 0; trial < 20; trial++) {
                    k += random.nextDouble() < rate ? 1 : 0;
                }
                baseline.learn(i, baseline.table(i, 20, tick), k, false);
            }
            baseline.closeTick(tick, false);
        }
        assertThat(baseline.learntRate(0)).isCloseTo(0.02, within(0.003));
        assertThat(next(0).rate()).isBetween(0.028, 0.04);
        assertThat(next(1).rate()).isLessThan(0.006);
    }

    @Test
    void theNumberOfATableIsGivenToNoOtherWhileARingCanHoldIt() {
        SplittableRandom random = new SplittableRandom(6);
        ArrayDeque<Used> ring = new ArrayDeque<>();
        int greatest = 0;
        for (; tick < 2_000; tick++) {
            for (int i = 0; i < PATHS; i++) {
                int id = baseline.table(i, 1 + random.nextInt(120), tick);
                greatest = Math.max(greatest, id);
                ring.add(new Used(tick, id, tables.table(id)));
                baseline.learn(i, id, random.nextInt(400) == 0 ? 1 : 0, false);
            }
            baseline.closeTick(tick, false);
            while (ring.getFirst().tick() <= tick - TallyRing.TICKS) {
                ring.removeFirst();
            }
            for (Used used : ring) {
                assertThat(tables.table(used.id())).isSameAs(used.table());
            }
        }
        assertThat(greatest).as("numbers are used again").isLessThan(12 * 2 * TallyRing.TICKS);
    }

    private record Used(long tick, int id, EvidenceTable table) {}

    @Test
    void aRestoredBaselineJudgesAsTheOneItCameFrom() {
        BurstyPaths world = new BurstyPaths(PATHS, 7, 200);
        for (; tick < 2_160; tick++) {
            for (int i = 0; i < PATHS; i++) {
                baseline.learn(i, baseline.table(i, 20, tick), world.round(i, 0), false);
            }
            baseline.closeTick(tick, false);
        }
        Baseline other = new Baseline(index, tables, 10, 8_640);
        DetectorMemory memory = baseline.snapshot(Duration.ofHours(6));
        other.restore(memory);
        assertThat(other.snapshot(Duration.ofHours(6))).isEqualTo(memory);
        for (int context = 0; context < Context.COUNT; context++) {
            assertThat(other.lane(0).mixture(context).weights())
                    .containsExactly(baseline.lane(0).mixture(context).weights(), within(1e-9));
        }
    }
}
