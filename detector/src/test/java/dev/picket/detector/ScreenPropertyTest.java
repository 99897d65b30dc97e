package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of screen, decision and budget whatever the tallies.
class ScreenPropertyTest {

    private static final int RATE_LEVEL = 20;
    private static final int TRIALS = 20;

    /// Everything a screen reads, on three vantages.
    private static final class Bench {
        private final EvidenceTables tables = new EvidenceTables();
        private final SeriesIndex series = new SeriesIndex(
                TestWorld.build(List.of("ams", "sin", "lax")));
        private final Hypotheses hypotheses = new Hypotheses(series);
        private final TallyRing ring = new TallyRing(series.count(), tables);
        private final Evidence evidence = new Evidence(hypotheses, series, ring,
                new Masks(series.count(), hypotheses.count()));
        private final Screen screen = new Screen(evidence, 1, 1);

        private void put(int tick, int i, int bad) {
            HarmGrid grid = series.lane(i).grid();
            ring.put(tick, i, tables.id(grid, RATE_LEVEL, 0, TRIALS), bad);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void alarmsUnderTheExactNullAreAtMostOneInBTicks(long seed) {
        int ticks = 300;
        double ticksPerAlarm = 2;
        Bench bench = new Bench();
        Thresholds thresholds = new Thresholds(bench.hypotheses, ticksPerAlarm);
        ProberWatch probers = new ProberWatch(bench.series.topology(),
                new RegionWatch(bench.series, bench.ring));
        Alarms alarms = new Alarms(bench.evidence, bench.screen,
                new Alarms.Limits(thresholds, probers),
                new Baseline(bench.series, bench.tables, 10, 0));
        Random random = new Random(seed);
        BinomialDistribution calm = new BinomialDistribution(null, TRIALS,
                EvidenceTables.rate(RATE_LEVEL));
        int[] draws = new int[4_096];
        for (int j = 0; j < draws.length; j++) {
            draws[j] = calm.inverseCumulativeProbability(random.nextDouble());
        }
        int count = 0;
        for (int tick = 1; tick <= ticks; tick++) {
            bench.ring.begin(tick);
            for (int i = 0; i < bench.series.count(); i++) {
                bench.put(tick, i, draws[random.nextInt(draws.length)]);
            }
            bench.screen.update(tick);
            Optional<Trigger> alarm = alarms.strongest(true).filter(Trigger::isAlarm);
            for (; alarm.isPresent(); count++) {
                forget(bench.screen, alarm.get());
                alarm = alarms.strongest(true).filter(Trigger::isAlarm);
            }
        }
        double allowed = ticks / ticksPerAlarm;
        assertThat((double) count).as("seed %d", seed).isPositive()
                .isLessThan(allowed + 3 * Math.sqrt(allowed));
    }

    private static void forget(Screen screen, Trigger alarm) {
        if (alarm.hypothesis() >= 0) {
            screen.reset(alarm.hypothesis());
        } else {
            screen.resetSeries(alarm.series());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPathWithoutBadEventsRaisesNoHypothesisThatNeedsIt(long seed) {
        Bench some = new Bench();
        Bench none = new Bench();
        Random random = new Random(seed);
        int spared = random.nextInt(some.series.count());
        for (int tick = 1; tick <= 40; tick++) {
            some.ring.begin(tick);
            none.ring.begin(tick);
            for (int i = 0; i < some.series.count(); i++) {
                int bad = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 0;
                some.put(tick, i, bad);
                none.put(tick, i, i == spared ? 0 : bad);
            }
            some.screen.update(tick);
            none.screen.update(tick);
        }
        Decision withBad = new Decision(some.evidence);
        Decision without = new Decision(none.evidence);
        for (int h = 0; h < some.hypotheses.count(); h++) {
            assertThat(none.screen.statistic(h)).as("seed %d", seed)
                    .isLessThanOrEqualTo(some.screen.statistic(h));
            assertThat(without.statistic(h, 0, 40)).as("seed %d", seed)
                    .isLessThanOrEqualTo(withBad.statistic(h, 0, 40));
        }
        assertThat(none.screen.seriesStatistic(spared)).as("seed %d", seed)
                .isLessThan(some.screen.seriesStatistic(spared)).isLessThan(5);
    }

    @Test
    void theSharesOfTheBudgetAddUpToOneAtMost() {
        for (List<String> vantages : List.of(List.of("ams"), List.of("ams", "sin"),
                TestWorld.REGIONS.keySet().stream().toList())) {
            SeriesIndex series = new SeriesIndex(TestWorld.build(vantages));
            Hypotheses hypotheses = new Hypotheses(series);
            double all = hypotheses.weights().ofAllSeries(series);
            for (int h = 0; h < hypotheses.count(); h++) {
                all += hypotheses.weight(h) + hypotheses.weights().inSilence(h);
            }
            assertThat(all).isGreaterThan(0.5).isLessThanOrEqualTo(1 + 1e-9);
        }
    }
}
