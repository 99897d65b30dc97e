package dev.picket.alerting.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
    @Test
    void doublesFromOneSecondToSixtyAndAddsAQuarterByChance() {
        assertThat(IntStream.rangeClosed(1, 9)
                .mapToLong(n -> RetryPolicy.DEFAULT.delay(n, 0).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(RetryPolicy.DEFAULT.delay(1, 0.5)).isEqualTo(Duration.ofMillis(1_125));
        assertThat(RetryPolicy.DEFAULT.delay(1_000_000, 0)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void pausesForWhatIsAskedButHalfAMinuteAtLeastAndTenMinutesAtMost() {
        assertThat(RetryPolicy.DEFAULT.pause(Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryPolicy.DEFAULT.pause(Duration.ofSeconds(90)))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(RetryPolicy.DEFAULT.pause(Duration.ofDays(1)))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void judgesByStatus() {
        Optional<String> none = Optional.empty();
        assertThat(HttpDelivery.verdict(202, none)).isEqualTo(new Delivery.Accepted());
        assertThat(HttpDelivery.verdict(307, none))
                .isEqualTo(Delivery.TryAgain.after(FailureCode.PAGER_ERROR));
        assertThat(HttpDelivery.verdict(400, none))
                .isEqualTo(new Delivery.Refused(FailureCode.PAGER_REFUSED));
        assertThat(HttpDelivery.verdict(408, none))
                .isEqualTo(Delivery.TryAgain.after(FailureCode.PAGER_ERROR));
        assertThat(HttpDelivery.verdict(429, Optional.of("120"))).isEqualTo(
                new Delivery.TryAgain(FailureCode.PAGER_RATE_LIMITED,
                        Optional.of(Duration.ofMinutes(2))));
        assertThat(HttpDelivery.verdict(503, none))
                .isEqualTo(Delivery.TryAgain.after(FailureCode.PAGER_ERROR));
    }
}
