package dev.picket.probes.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import org.junit.jupiter.api.Test;

class PacketTimesTest {

    private final PacketTimes times = new PacketTimes(4);

    private static MonotonicInstant at(long nanos) {
        return new MonotonicInstant(nanos);
    }

    @Test
    void theKernelsTransmitStampCountsWhetherItComesBeforeOrAfterTheAnswer() {
        times.sent(0, at(100));
        times.stamped(0, at(130));
        times.answered(0, at(200), ClockSource.KERNEL_RX);
        times.sent(1, at(100));
        times.answered(1, at(200), ClockSource.KERNEL_RX);
        times.stamped(1, at(130));

        // 200 - 130 both times, not 200 - 100.
        assertThat(times.summary(new int[]{0, 1})).isEqualTo(
                new PacketTimes.Summary(new RoundTrips(70, 70, 70), ClockSource.KERNEL_TX_RX));
    }

    @Test
    void withoutATransmitStampTheSendTimeIsOurOwn() {
        times.sent(0, at(100));
        times.answered(0, at(200), ClockSource.KERNEL_RX);

        assertThat(times.summary(new int[]{0})).isEqualTo(
                new PacketTimes.Summary(new RoundTrips(100, 100, 100), ClockSource.KERNEL_RX));
    }

    @Test
    void aTransmitStampIsNotMixedWithAReceiveTimeOfOurOwn() {
        times.sent(0, at(100));
        times.stamped(0, at(130));
        times.answered(0, at(200), ClockSource.USER);

        assertThat(times.summary(new int[]{0})).isEqualTo(
                new PacketTimes.Summary(new RoundTrips(100, 100, 100), ClockSource.USER));
    }

    @Test
    void halfARoundOfKernelStampsIsARoundOfKernelStamps() {
        for (int packet = 0; packet < 4; packet++) {
            times.sent(packet, at(0));
            times.answered(packet, at(100), ClockSource.KERNEL_RX);
        }
        times.stamped(0, at(10));
        times.stamped(1, at(20));

        assertThat(times.summary(new int[]{0, 1, 2, 3})).isEqualTo(
                new PacketTimes.Summary(new RoundTrips(80, 80, 90), ClockSource.KERNEL_TX_RX));
        // One of three is less than half: all three are told, by the worse clock.
        assertThat(times.summary(new int[]{0, 2, 3})).isEqualTo(
                new PacketTimes.Summary(new RoundTrips(90, 100, 100), ClockSource.KERNEL_RX));
    }

    @Test
    void aRoundWithoutAnswersHasNoRoundTrip() {
        assertThat(times.summary(new int[0])).isEqualTo(
                new PacketTimes.Summary(RoundTrips.NONE, ClockSource.USER));
    }
}
