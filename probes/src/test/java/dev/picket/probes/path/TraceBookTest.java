package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceBookTest {

    private static final InetAddress TARGET = InetAddress.ofLiteral("203.0.113.9");
    private static final TracePlan PLAN = new TracePlan(3, 2, 5, Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    private static final long MILLI = 1_000_000L;

    private final TraceBook book = new TraceBook(PLAN, TARGET);

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * MILLI);
    }

    private static InetAddress router(int number) {
        return InetAddress.ofLiteral("10.0.0." + number);
    }

    private static NetworkError from(InetAddress offender, Refusal refusal) {
        return new NetworkError(refusal, Optional.of(offender), 0);
    }

    private void answer(TracePacket packet, InetAddress offender, long millis) {
        book.error(packet, from(offender, Refusal.HOP_LIMIT_EXCEEDED), at(millis));
    }

    private void send(int round, long millis) {
        book.round(round).forEach(packet -> book.sent(packet, at(millis)));
    }

    @Test
    void theFirstRoundIsEveryHopLimitByEveryFlow() {
        assertThat(book.round(0)).hasSize(10).startsWith(new TracePacket(0, 0, 1),
                new TracePacket(0, 1, 1), new TracePacket(0, 0, 2));
        assertThat(book.round(1)).hasSize(5).allMatch(packet -> packet.flow() == 1);
        assertThat(book.round(2)).hasSize(5).allMatch(packet -> packet.flow() == 0);
    }

    @Test
    void waysThatPartAreBranchesAndEachFlowEndsWhereItReachedTheTarget() {
        send(0, 0);
        answer(new TracePacket(0, 0, 1), router(1), 10);
        answer(new TracePacket(0, 1, 1), router(1), 12);
        answer(new TracePacket(0, 0, 2), router(2), 20);
        answer(new TracePacket(0, 1, 2), router(3), 22);
        // The first flow is there after three hops, the other after four.
        book.error(new TracePacket(0, 0, 3), from(TARGET, Refusal.PORT_UNREACHABLE), at(30));
        answer(new TracePacket(0, 1, 3), router(4), 32);
        book.error(new TracePacket(0, 0, 4), from(TARGET, Refusal.PORT_UNREACHABLE), at(40));
        book.error(new TracePacket(0, 1, 4), from(TARGET, Refusal.PORT_UNREACHABLE), at(44));

        TraceReport report = book.report(at(2_000));

        assertThat(report.reached()).isTrue();
        assertThat(report.hops()).hasSize(4);
        assertThat(report.hops().get(1).branches()).extracting(Hop.Branch::address)
                .containsExactly(router(2), router(3));
        assertThat(report.hops().get(1).branches().get(1).flows()).isEqualTo(Set.of(1));
        assertThat(report.hops().get(2).branches()).extracting(Hop.Branch::address)
                .containsExactly(TARGET, router(4));
        // Only the second flow's packet was to get as far as the fourth hop.
        assertThat(report.hops().get(3).sent()).isEqualTo(1);
        assertThat(report.hops()).allMatch(hop -> hop.lost() == 0);
        assertThat(book.round(2)).hasSize(3);
        assertThat(book.round(1)).hasSize(4);
    }

    @Test
    void lossIsCountedByHopOverTheRoundsAndASilentHopStaysInItsPlace() {
        send(0, 0);
        send(1, 1_000);
        answer(new TracePacket(0, 0, 1), router(1), 10);
        answer(new TracePacket(0, 1, 1), router(1), 14);
        answer(new TracePacket(1, 1, 3), router(3), 1_030);

        TraceReport report = book.report(at(2_500));

        assertThat(report.reached()).isFalse();
        assertThat(report.hops()).extracting(Hop::distance).containsExactly(1, 2, 3);
        // Two packets of the first round and one of the second: two answers, none, one.
        assertThat(report.hops()).extracting(Hop::sent).containsExactly(3, 3, 3);
        assertThat(report.hops()).extracting(Hop::lost).containsExactly(1, 3, 2);
        assertThat(report.hops().get(1).branches()).isEmpty();
        Hop.Branch first = report.hops().getFirst().branches().getFirst();
        assertThat(List.of(first.bestNanos(), first.worstNanos())).containsExactly(10 * MILLI,
                14 * MILLI);
    }

    @Test
    void aPacketThatMayStillBeAnsweredIsNotLost() {
        send(0, 0);
        answer(new TracePacket(0, 0, 1), router(1), 10);

        assertThat(book.report(at(500)).hops().getFirst().sent()).isEqualTo(1);
        assertThat(book.report(at(1_000)).hops().getFirst().sent()).isEqualTo(2);
    }

    @Test
    void aRouterThatRefusesEndsThePathWithItsWord() {
        send(0, 0);
        answer(new TracePacket(0, 0, 1), router(1), 10);
        book.error(new TracePacket(0, 0, 2), from(router(2), Refusal.PROHIBITED), at(20));
        book.error(new TracePacket(7, 0, 2), from(router(9), Refusal.PROHIBITED), at(20));
        book.unplaced();

        TraceReport report = book.report(at(2_000));

        assertThat(report.reached()).isFalse();
        assertThat(report.hops().get(1).branches().getFirst().words())
                .isEqualTo("administratively prohibited");
        assertThat(report.unplaced()).isEqualTo(1);
    }

    @Test
    void theKernelsStampReplacesOurOwn() {
        send(0, 0);
        book.stamped(new TracePacket(0, 0, 1), at(4));
        answer(new TracePacket(0, 0, 1), router(1), 10);

        assertThat(book.report(at(2_000)).hops().getFirst().branches().getFirst().bestNanos())
                .isEqualTo(6 * MILLI);
    }
}
