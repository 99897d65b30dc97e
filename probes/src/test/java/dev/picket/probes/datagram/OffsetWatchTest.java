package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OffsetWatchTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000 * MILLI_NANOS;

    private final HandClock clock = new HandClock();
    private final OffsetWatch watch = new OffsetWatch(clock);

    private static final class HandClock implements Clock {

        private long nanos = 5 * SECOND_NANOS;
        private long wallAhead = 1_700_000_000L * SECOND_NANOS;

        @Override
        public Instant wall() {
            return Instant.EPOCH.plusNanos(nanos + wallAhead);
        }

        @Override
        public MonotonicInstant monotonic() {
            return new MonotonicInstant(nanos);
        }
    }

    @Test
    void carriesAStampOver() {
        long stamp = clock.nanos + clock.wallAhead - 3 * MILLI_NANOS;

        assertThat(watch.read().orElseThrow().toMonotonicNanos(stamp))
                .isEqualTo(5 * SECOND_NANOS - 3 * MILLI_NANOS);
    }

    @Test
    void aSlewedClockIsNotStepped() {
        // 500 ppm of 10 s are 5 ms.
        clock.nanos += 10 * SECOND_NANOS;
        clock.wallAhead += 5 * MILLI_NANOS;

        assertThat(watch.read()).isPresent();
        assertThat(watch.steps()).isZero();
    }

    @Test
    void aStepSilencesStampsForASecond() {
        clock.nanos += 10 * MILLI_NANOS;
        clock.wallAhead -= 2 * MILLI_NANOS;
        assertThat(watch.read()).isEmpty();

        clock.nanos += SECOND_NANOS - 1;
        assertThat(watch.read()).isEmpty();

        clock.nanos += 1;
        assertThat(watch.read()).isPresent();
        assertThat(watch.steps()).isEqualTo(1);
    }
}
