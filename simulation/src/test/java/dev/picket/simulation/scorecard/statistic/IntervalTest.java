package dev.picket.simulation.scorecard.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final double HAIR = 5e-4;

    @Test
    void wilsonAgreesWithPublishedValues() {
        // Newcombe 1998, table I, method 3
        holds(Interval.wilson(81, 263), 0.2553, 0.3662);
        holds(Interval.wilson(15, 148), 0.0624, 0.1605);
        holds(Interval.wilson(0, 20), 0, 0.1611);
        holds(Interval.wilson(1, 29), 0.0061, 0.1718);
    }

    @Test
    void countsAgreeWithTheExactPoissonInterval() {
        holds(Interval.ofCount(0), 0, 3.6889);
        assertThat(Interval.ofCount(1).high()).isCloseTo(5.5716, within(0.03));
        assertThat(Interval.ofCount(10).low()).isCloseTo(4.7954, within(0.02));
        assertThat(Interval.ofCount(10).high()).isCloseTo(18.3904, within(0.02));
    }

    @Test
    void aQuantileIsAValueAndItsIntervalHoldsIt() {
        Sample sample = Sample.of(IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList());

        assertThat(sample.quantile(0.5)).isEqualTo(50);
        assertThat(sample.quantile(0.99)).isEqualTo(99);
        assertThat(sample.interval(0.5)).isEqualTo(new Interval(40, 61));
        assertThat(sample.interval(0.99).high()).isEqualTo(100);
        assertThat(Sample.of(List.of()).quantile(0.5)).isNaN();
    }

    private static void holds(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(HAIR));
        assertThat(interval.high()).isCloseTo(high, within(HAIR));
    }
}
