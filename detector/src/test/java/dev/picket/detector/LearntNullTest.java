package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.ProbeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold of every table of a learnt null, by exact sums over k.
class LearntNullTest {

    private static final double ROUNDING = 1e-12;
    private static final int[] TRIALS = {1, 2, 5, 20, 27};
    private static final double[] FLOORS = {2e-3, 0.3};

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    /// A class that has seen seeded tallies of every size in every context, and its tables.
    private static void eachTable(long seed, Consumer<Judged> check) {
        SplittableRandom random = new SplittableRandom(seed);
        Lane what = new Lane(seed % 2 == 0 ? ProbeKind.STAMP : ProbeKind.WIREGUARD,
                seed % 2 == 0
                        ? Signal.LOST
                        : Signal.FAILED);
        LaneNull lane = new LaneNull(0, what);
        double calm = 1e-4 * Math.pow(100, random.nextDouble());
        double worst = random.nextDouble();
        List<DetectorMemory.Seen> seen = new ArrayList<>();
        for (int count = 0; count < 3_000; count++) {
            int n = TRIALS[random.nextInt(TRIALS.length)];
            int context = random.nextInt(Context.COUNT);
            boolean burst = random.nextDouble() < 0.05 + 0.05 * context;
            double rate = burst ? worst * random.nextDouble() : calm;
            int k = (int) IntStream.range(0, n).filter(_ -> random.nextDouble() < rate).count();
            seen.add(new DetectorMemory.Seen(context, n, k, 1 + random.nextInt(50)));
        }
        lane.restore(new DetectorMemory.ClassLearnt(1e6, 1e6 * calm, seen,
                DetectorMemory.SeasonLearnt.NONE));
        for (int context = 0; context < Context.COUNT; context++) {
            for (int level : new int[]{0, 7, 25}) {
                NullMixture mixture = lane.mixture(context).plus(WorseLevels.rate(level));
                double rate = calm + WorseLevels.rate(level);
                for (int n : TRIALS) {
                    for (double floor : FLOORS) {
                        EvidenceTable.Null of = new EvidenceTable.Null(what.grid(), 0, context,
                                mixture, rate, floor);
                        check.accept(new Judged(of, new EvidenceTable(of, n),
                                "seed %d, context %d, level %d, n %d, floor %f".formatted(seed,
                                        context, level, n, floor)));
                    }
                }
            }
        }
    }

    private record Judged(EvidenceTable.Null of, EvidenceTable table, String text) {

        double expected(double[] probability, int q) {
            double expected = 0;
            for (int k = 0; k < probability.length; k++) {
                expected += probability[k] * table.evidence(k, q);
            }
            return expected;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theExpectationOfTheEvidenceUnderItsNullIsAtMostOne(long seed) {
        eachTable(seed, judged -> {
            double[] bare = judged.of().mixture().probabilities(judged.table().trials());
            assertThat(Arrays.stream(bare).sum()).as(judged.text()).isCloseTo(1, within(1e-9));
            for (int q = 0; q < judged.of().grid().points(); q++) {
                assertThat(judged.expected(bare, q)).as(judged.text())
                        .isLessThanOrEqualTo(1 + ROUNDING);
            }
        });
    }

    /// A path may be better than its class and have no bursts at all. Every binomial up to the
    /// learnt rate, which is the working one without its margin, is such a null.
    @ParameterizedTest
    @MethodSource("seeds")
    void aPathBetterThanItsClassIsNoMoreEvidenceThanOneOfIt(long seed) {
        eachTable(seed, judged -> {
            for (double part : new double[]{0.05, 0.4, 1 / 1.5}) {
                double[] better = NullMixture.of(part * judged.of().rate())
                        .probabilities(judged.table().trials());
                for (int q = 0; q < judged.of().grid().points(); q++) {
                    assertThat(judged.expected(better, q)).as(judged.text())
                            .isLessThanOrEqualTo(1 + ROUNDING);
                }
            }
        });
    }

    /// Of each harm up to what it is expected to add.
    @ParameterizedTest
    @MethodSource("seeds")
    void evidenceGrowsWithTheBadTrials(long seed) {
        eachTable(seed, judged -> {
            int n = judged.table().trials();
            for (int q = 0; q < judged.of().grid().points(); q++) {
                double harm = judged.of().grid().added(judged.of().rate(), q);
                assertThat(judged.table().evidence(0, q)).as(judged.text())
                        .isLessThanOrEqualTo(1 + ROUNDING);
                int until = Math.min(n, (int) Math.ceil(n * harm));
                for (int k = 1; k <= until; k++) {
                    assertThat(judged.table().evidence(k, q))
                            .as("%s, harm %f, k %d", judged.text(), harm, k)
                            .isGreaterThanOrEqualTo(
                                    judged.table().evidence(k - 1, q) * (1 - ROUNDING));
                }
                for (int k = 1; k <= n; k++) {
                    assertThat(judged.table().evidence(k, q)).as(judged.text())
                            .isGreaterThanOrEqualTo(
                                    judged.table().evidence(0, q) * (1 - ROUNDING));
                }
            }
        });
    }

    /// P1(k) = Σ_j P0(j)·Bin(k − j; n − j, q).
    @ParameterizedTest
    @MethodSource("seeds")
    void theHarmedNullIsTheNullWithHarmAdded(long seed) {
        eachTable(seed, judged -> {
            int n = judged.table().trials();
            double[] calm = judged.of().mixture().probabilities(n);
            for (int point = 0; point < judged.of().grid().points(); point++) {
                double harm = judged.of().grid().added(judged.of().rate(), point);
                double[] harmed = judged.of().mixture().plus(harm).probabilities(n);
                for (int k = 0; k <= n; k++) {
                    double sum = 0;
                    for (int j = 0; j <= k; j++) {
                        sum += calm[j] * NullMixture.binomial(k - j, n - j, harm);
                    }
                    assertThat(harmed[k]).as(judged.text()).isCloseTo(sum, within(1e-11));
                }
            }
        });
    }

    /// Leaving out one trial of n gives the null of n − 1 trials.
    @ParameterizedTest
    @MethodSource("seeds")
    void nullsOfDifferentNumbersOfTrialsAgree(long seed) {
        eachTable(seed, judged -> {
            int n = judged.table().trials();
            double[] all = judged.of().mixture().probabilities(n);
            double[] fewer = judged.of().mixture().probabilities(n - 1);
            for (int k = 0; k < n; k++) {
                double left = all[k] * (n - k) / n + all[k + 1] * (k + 1) / n;
                assertThat(left).as(judged.text()).isCloseTo(fewer[k], within(1e-11));
            }
        });
    }
}
