package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The screen that adds up changes against one that works out every tick from the ring.
class ScreenTest {

    private static final int TICKS = 120;
    private static final double NEGLIGIBLE = 4;
    /// What rounding down to 20 bits in some ticks or others makes.
    private static final double ROUNDING = 1e-4;

    private final EvidenceTables tables = new EvidenceTables();
    private final SeriesIndex series = new SeriesIndex(
            TestWorld.build(List.of("ams", "sin", "lax")));
    private final Hypotheses hypotheses = new Hypotheses(series);
    private final TallyRing ring = new TallyRing(series.count(), tables);
    private final Masks masks = new Masks(series.count(), hypotheses.count());
    private final Evidence evidence = new Evidence(hypotheses, series, ring, masks);
    private final double[][] own = new double[series.count()][HarmGrid.MAX_POINTS];
    private final double[] ownMean = new double[series.count()];
    private final int most = IntStream.range(0, hypotheses.count())
            .map(h -> hypotheses.members(h).size()).max().orElseThrow();
    private final double[][] sums = new double[hypotheses.count()][Cells.LOGS];

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 8"})
    void sumsKeptFromChangesAreThoseWorkedOutAnew(long seed, int partitions) {
        Random random = new Random(seed);
        for (int lane = 0; lane < series.lanes().size(); lane++) {
            series.wake(lane);
        }
        Screen screen = new Screen(evidence, partitions, NEGLIGIBLE);
        for (int tick = 1; tick <= TICKS; tick++) {
            fill(tick, random);
            screen.update(tick);
            expect(tick);
            for (int h = 0; h < hypotheses.count(); h++) {
                assertThat(screen.statistic(h)).as("seed %d, tick %d, %s", seed, tick,
                        hypotheses.component(h))
                        .isBetween(statistic(h, 1 - ROUNDING) * (1 - ROUNDING),
                                statistic(h, 1 + ROUNDING) * (1 + ROUNDING));
            }
            if (tick % 10 == 0) {
                mask(random);
                resetOne(screen, random.nextInt(series.count()));
            }
        }
    }

    private void fill(int tick, Random random) {
        ring.begin(tick);
        for (int i = 0; i < series.count(); i++) {
            if (random.nextInt(20) == 0) {
                continue;
            }
            HarmGrid grid = series.lane(i).grid();
            int trials = grid == HarmGrid.ODDS ? 1 : 20;
            int bad = random.nextInt(10) == 0 ? 1 + random.nextInt(trials) : 0;
            ring.put(tick, i, tables.id(grid, i % 3 + tick / 50, 0, trials), bad);
        }
    }

    private void mask(Random random) {
        masks.clear(0);
        for (int i = 0; i < series.count(); i++) {
            if (random.nextInt(4) == 0) {
                masks.explain(i, 0);
            }
        }
        masks.own(random.nextInt(hypotheses.count()), 0);
    }

    private void resetOne(Screen screen, int i) {
        screen.resetSeries(i);
        own[i] = new double[HarmGrid.MAX_POINTS];
        screen.reset(i % hypotheses.count());
        sums[i % hypotheses.count()] = new double[Cells.LOGS];
    }

    private void expect(int tick) {
        for (int i = 0; i < series.count(); i++) {
            int points = series.lane(i).grid().points();
            ownMean[i] = 0;
            for (int q = 0; q < points; q++) {
                double e = ring.has(tick, i)
                        ? ring.table(tick, i).evidence(ring.bad(tick, i), q)
                        : 1;
                own[i][q] = (1 + own[i][q]) * e;
                ownMean[i] += own[i][q] / points;
            }
        }
        RingProducts products = new RingProducts(evidence);
        for (int h = 0; h < hypotheses.count(); h++) {
            assertThat(products.multiply(h, tick)).isTrue();
            for (int j = 0; j < Cells.LOGS; j++) {
                sums[h][j] = Math.min(FixedPoint.CAP, (1 + sums[h][j]) * products.factor(j));
            }
        }
    }

    /// @param leeway below 1 where no more than what surely counts is to count, above 1 where all
    ///        that may
    private double statistic(int h, double leeway) {
        int points = hypotheses.lane(h).grid().points();
        double pooled = 0;
        for (int j = 0; j < Screen.SHARES.length * points; j++) {
            pooled += sums[h][j];
        }
        long members = 0;
        for (int i : hypotheses.members(h).series()) {
            double mean = ownMean[i];
            members += masks.counts(i, h) && mean * leeway >= NEGLIGIBLE
                    ? (long) Math.min(0x1p62 / most, mean * OwnStatistics.UNITS)
                    : 0;
        }
        return 0.5 * pooled / (Screen.SHARES.length * points)
                + 0.5 * members / OwnStatistics.UNITS / hypotheses.members(h).size();
    }
}
