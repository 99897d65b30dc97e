package dev.picket.probes.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.LossPattern;
import dev.picket.model.result.PacketSeries;
import dev.picket.probes.round.RoundSeries.Fate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundSeriesTest {

    private static final Fate LOST = new Fate(0, true, Fate.NEVER, 0);

    @Test
    void runsOfLossesAreCounted() {
        Fate[] fates = {LOST, LOST, at(30, 5), LOST, at(50, 5), at(60, 5), LOST};

        assertThat(RoundSeries.of(fates)).isEqualTo(
                new PacketSeries(3, 2, LossPattern.NOT_KNOWN, 0, 0, 0, 0));
    }

    /// The example of RFC 4737 §4.2.2 in its form: 1, 2, 3, 7, 8, 9, 10, 4, 5, 6, 11 arrive in this
    /// order, and 4, 5 and 6 are reordered by 4, 5 and 6.
    @Test
    void theExtentOfReorderingIsThatOfTheStandard() {
        int[] arrival = {1, 2, 3, 7, 8, 9, 10, 4, 5, 6, 11};
        Fate[] fates = new Fate[arrival.length];
        IntStream.range(0, arrival.length)
                .forEach(i -> fates[arrival[i] - 1] = at(100 + i, 5));

        PacketSeries series = RoundSeries.of(fates);

        assertThat(series.reordered()).isEqualTo(3);
        assertThat(series.reorderingExtent()).isEqualTo(6);
    }

    @Test
    void variationIsAgainstTheShortestAndFromPacketToPacket() {
        // Differences of neighbours: 2, 9 and, past the loss, 1; the median is 2.
        Fate[] fates = {at(1, 10), at(2, 12), at(3, 21), LOST, at(5, 11), at(6, 10)};

        PacketSeries series = RoundSeries.of(fates);

        assertThat(series.delayVariationNanos()).isEqualTo(11);
        assertThat(series.interPacketVariationNanos()).isEqualTo(2);
    }

    @Test
    void aLateReplyIsLostAndCanStillBeReordered() {
        Fate[] fates = {new Fate(0, true, 900, 0), at(20, 5), at(30, 5)};

        assertThat(RoundSeries.of(fates)).isEqualTo(
                new PacketSeries(1, 1, LossPattern.NOT_KNOWN, 1, 2, 0, 0));
    }

    /// A prober in a hurry hands over the packets of one flow, then those of the next; and one flow
    /// takes a longer way for good.
    @Test
    void onlyPacketsOfOneFlowOvertakeOneAnother() {
        Fate[] fates = {of(0, 10, 5), of(1, 13, 65), of(0, 11, 6), of(1, 14, 66), of(0, 12, 4),
                of(1, 15, 65)};

        PacketSeries series = RoundSeries.of(fates);

        assertThat(series.reordered()).isZero();
        assertThat(series.interPacketVariationNanos()).isEqualTo(1);

        fates[4] = of(0, 9, 4);
        assertThat(RoundSeries.of(fates).reordered()).isEqualTo(2);
    }

    private static Fate at(long nanos, long roundTripNanos) {
        return of(0, nanos, roundTripNanos);
    }

    private static Fate of(int flow, long nanos, long roundTripNanos) {
        return new Fate(flow, false, nanos, roundTripNanos);
    }
}
