package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonTest {

    private static final double TRIALS_PER_QUARTER = 1e6;
    private static final double RATE = 1e-3;
    private static final long DAY = 96;
    private static final long WEEK = 7 * DAY;

    private final Season season = new Season();
    private SplittableRandom random = new SplittableRandom(1);
    private long quarter;

    /// Lives through some quarter-hours whose rate is `RATE` times what `swing` says of each.
    ///
    /// @return the factor each was judged by
    private List<Double> live(long quarters, LongToDoubleFunction swing) {
        List<Double> factors = new ArrayList<>();
        for (long end = quarter + quarters; quarter < end; quarter++) {
            season.moveTo(quarter);
            factors.add(season.factor());
            double mean = TRIALS_PER_QUARTER * RATE * swing.applyAsDouble(quarter);
            season.add(TRIALS_PER_QUARTER,
                    Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian())));
        }
        return factors;
    }

    /// From a third to three times, the mean of a day 1.3250 (the Bessel function I₀ of log 3).
    private static double threefold(long quarter) {
        return Math.pow(3, Math.sin(2 * Math.PI * (quarter + 0.5) / DAY));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatDoesNotSwingKeepsTheFactorOne(long seed) {
        random = new SplittableRandom(seed);
        assertThat(live(4 * WEEK, _ -> 1)).as("seed %d", seed).containsOnly(1.0);
    }

    /// Some hours are congested, at no fixed time: they fit a season only afterwards.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void congestionOfNoFixedHourIsNoSeason(long seed) {
        random = new SplittableRandom(seed);
        SplittableRandom hours = new SplittableRandom(seed + 100);
        double[] congested = new double[(int) (4 * WEEK / 4)];
        for (int h = 0; h < congested.length; h++) {
            congested[h] = Math.exp(0.5 * hours.nextGaussian());
        }
        assertThat(live(4 * WEEK, q -> congested[(int) (q / 4)])).as("seed %d", seed)
                .containsOnly(1.0);
    }

    @Test
    void aDailySwingIsFollowedFromTheSecondDayOn() {
        List<Double> first = live(DAY, SeasonTest::threefold);
        List<Double> second = live(DAY, SeasonTest::threefold);
        List<Double> third = live(DAY, SeasonTest::threefold);
        assertThat(first).containsOnly(1.0);
        assertThat(second.subList(28, 96)).doesNotContain(1.0);
        for (int q = 0; q < DAY; q++) {
            assertThat(third.get(q)).isCloseTo(threefold(q) / 1.325, within(0.07 * third.get(q)));
        }
    }

    /// The steepest hour of the swing grows by a third: in one step it would be too late or early.
    @Test
    void itMovesInQuarterHours() {
        live(2 * DAY, SeasonTest::threefold);
        List<Double> third = live(DAY, SeasonTest::threefold);
        for (int q = 1; q < DAY; q++) {
            assertThat(third.get(q) / third.get(q - 1)).isBetween(1 / 1.09, 1.09);
        }
    }

    @Test
    void aDayOfTheWeekOfItsOwnNeedsWeeks() {
        LongToDoubleFunction weekend = q -> Math.floorMod(q, WEEK) >= 5 * DAY ? 3 : 1;
        live(3 * WEEK, weekend);
        List<Double> fourth = live(WEEK, weekend);
        double working = fourth.get((int) DAY + 50);
        // The mean of the week is (5·1 + 2·3)/7 = 1.5714.
        assertThat(working).isCloseTo(1 / 1.5714, within(0.05));
        assertThat(fourth.get((int) (5 * DAY) + 50) / working).isCloseTo(3, within(0.1));
    }

    @Test
    void aSeasonThatHasEndedIsLetGo() {
        live(WEEK, SeasonTest::threefold);
        assertThat(live(DAY, _ -> 1).getLast()).isEqualTo(1);
    }

    @Test
    void anHourCountsWhenItHasEnded() {
        live(2 * DAY, SeasonTest::threefold);
        season.moveTo(quarter);
        double before = season.factor();
        season.add(TRIALS_PER_QUARTER, TRIALS_PER_QUARTER / 2);
        season.moveTo(quarter + 1);
        assertThat(season.factor()).isCloseTo(before, within(0.1 * before));
        season.moveTo(quarter + DAY);
        assertThat(season.factor()).isGreaterThan(1.5 * before);
    }

    @Test
    void oneShockingHourEndsNoSeason() {
        live(3 * DAY, SeasonTest::threefold);
        live(4, _ -> 100);
        assertThat(live(DAY, SeasonTest::threefold)).doesNotContain(1.0);
    }

    @Test
    void whatIsRestoredGoesOnAsIfNothingHadHappened() {
        live(2 * DAY, SeasonTest::threefold);
        season.moveTo(quarter);
        Season other = new Season();
        other.restore(season.snapshot());
        for (long q = quarter; q < quarter + DAY; q++) {
            season.moveTo(q);
            other.moveTo(q);
            assertThat(other.factor()).isEqualTo(season.factor()).isNotEqualTo(1);
        }
    }

    @Test
    void aMemoryWithoutHoursIsNoSeason() {
        live(2 * DAY, SeasonTest::threefold);
        DetectorMemory.SeasonLearnt known = season.snapshot();
        season.restore(DetectorMemory.SeasonLearnt.NONE);
        assertThat(season.snapshot()).isEqualTo(known);
    }
}
