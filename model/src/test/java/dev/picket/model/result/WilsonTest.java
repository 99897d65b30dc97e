package dev.picket.model.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

    @Test
    void givesThePublishedIntervalOf412Of430() {
        // p = 0.958140, z²/n = 0.00893363; centre 0.962607/1.008934 = 0.954084,
        // half 1.959964·√(0.0000932727 + 0.0000051940)/1.008934 = 0.019277.
        Wilson interval = Wilson.of(412, 430);

        assertThat(interval.low()).isCloseTo(0.93481, within(0.00005));
        assertThat(interval.high()).isCloseTo(0.97336, within(0.00005));
    }

    @Test
    void keepsItsWidthWhereEverythingSucceeded() {
        // low = n / (n + z²) = 60 / 63.841459
        assertThat(Wilson.of(60, 60).low()).isCloseTo(0.939828, within(0.000001));
        assertThat(Wilson.of(60, 60).high()).isEqualTo(1.0);
    }

    @Test
    void saysNothingWhereNothingWasTried() {
        assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 1));
    }

    @Test
    void refusesMoreSuccessesThanTrials() {
        assertThatThrownBy(() -> Wilson.of(3, 2)).hasMessageContaining("3 of 2");
    }
}
