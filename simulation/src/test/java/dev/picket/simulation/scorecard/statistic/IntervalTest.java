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
        holds(Interval.ofCount(1), 0.0253, 5.5716);
        holds(Interval.ofCount(10), 4.7954, 18.3904);
        holds(Interval.ofCount(100), 81.3640, 121.6268);
    }

    @Test
    void noneIn3YearsOrOneIn475KeepsAPromiseOfOneAYear() {
        holds(Interval.atMostOfCount(0), 0, 2.9957);
        holds(Interval.atMostOfCount(1), 0, 4.7439);
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
