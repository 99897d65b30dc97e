package dev.picket.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripHistogramTest {

    private static final double[] QUANTILES = {0.01, 0.5, 0.9, 0.99, 0.999, 1};
    private static final long WAITED_NANOS = 61_000_000_000L;
    private static final double PRECISION = 0.01;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aQuantileIsTheExactOneWithinItsPrecision(long seed) {
        Random random = new Random(seed);
        long[] nanos = random.doubles(1 + random.nextInt(3_000), Math.log(2e4), Math.log(5e10))
                .mapToLong(log -> (long) Math.exp(log)).sorted().toArray();
        int missing = random.nextInt(nanos.length);
        RoundTripHistogram histogram = new RoundTripHistogram();
        for (long value : nanos) {
            histogram.answered(value);
        }
        for (int i = 0; i < missing; i++) {
            histogram.unanswered(WAITED_NANOS);
        }

        for (double q : QUANTILES) {
            int rank = (int) Math.ceil(q * (nanos.length + missing));
            if (rank > nanos.length) {
                assertThat(histogram.quantile(q))
                        .isEqualTo(new RoundTripHistogram.Quantile.Above(WAITED_NANOS));
            } else {
                double exact = nanos[rank - 1];
                assertThat(histogram.quantile(q)).isInstanceOfSatisfying(
                        RoundTripHistogram.Quantile.Known.class,
                        known -> assertThat((double) known.nanos()).isBetween(
                                exact * (1 - PRECISION) - 1_000, exact * (1 + PRECISION) + 1_000));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void theOrderInWhichHistogramsAreAddedChangesNothing(long seed) {
        Random random = new Random(seed);
        List<RoundTripHistogram> parts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            RoundTripHistogram part = new RoundTripHistogram();
            for (int seen = random.nextInt(200); seen > 0; seen--) {
                if (random.nextInt(10) == 0) {
                    part.unanswered(1_000_000_000L + random.nextInt(1_000_000_000));
                } else {
                    part.answered(random.nextInt(500_000_000));
                }
            }
            parts.add(part);
        }
        List<RoundTripHistogram> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, random);

        assertThat(quantiles(shuffled)).isEqualTo(quantiles(parts));
    }

    private static List<RoundTripHistogram.Quantile> quantiles(List<RoundTripHistogram> parts) {
        RoundTripHistogram sum = new RoundTripHistogram();
        parts.forEach(sum::add);
        return Arrays.stream(QUANTILES).mapToObj(sum::quantile).toList();
    }

    @Test
    void whereMoreThanOneInAHundredIsMissingThe99thPercentileIsABound() {
        RoundTripHistogram histogram = new RoundTripHistogram();
        for (int i = 0; i < 98; i++) {
            histogram.answered(31_000_000);
        }
        assertThat(histogram.quantile(0.99).text()).isEqualTo("31 ms");

        histogram.unanswered(2_000_000_000L);
        histogram.unanswered(2_000_000_000L);

        assertThat(histogram.quantile(0.99).text()).isEqualTo("> 2000 ms");
        assertThat(histogram.quantile(0.5).text()).isEqualTo("31 ms");
    }

    /// What is missing after a short wait may have been faster than what came back after a long
    /// one.
    @Test
    void nothingBeyondTheShortestWaitIsToldAsANumber() {
        RoundTripHistogram histogram = new RoundTripHistogram();
        histogram.answered(900_000_000);
        histogram.answered(900_000_000);
        histogram.unanswered(500_000_000);

        assertThat(histogram.quantile(0.5).text()).isEqualTo("> 500 ms");
    }

    @Test
    void withoutObservationsThereIsNoData() {
        assertThat(new RoundTripHistogram().quantile(0.5).text()).isEqualTo("no data");
    }
}
