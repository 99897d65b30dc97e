package dev.picket.probes.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.round.Burst;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IcmpSessionTest {

    private static final int PACKETS = 5;
    private static final long MILLI = 1_000_000L;
    private static final InetAddress ROUTER = InetAddress.ofLiteral("10.81.1.1");
    private static final NetworkError NO_HOST = new NetworkError(Refusal.HOST_UNREACHABLE,
            Optional.of(ROUTER), 0);

    private final SessionFactory path = IcmpPath.plan(new Path("sjc", "sin-edge1", ProbeKind.ICMP),
            InetAddress.ofLiteral("203.0.113.7"), 9,
            new Burst(PACKETS, Duration.ZERO, Duration.ofSeconds(1))).factory();
    private final IcmpResponder responder = new IcmpResponder();
    private final List<ByteBuffer> requests = new ArrayList<>();
    private ProbeSession session = begin(0);

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * MILLI);
    }

    /// Begins a round, all packets of which leave at `millis`.
    private ProbeSession begin(long millis) {
        ProbeSession begun = path.open("run", at(millis), Instant.EPOCH);
        requests.clear();
        for (Action action : begun.start(at(millis))) {
            if (action instanceof Action.Send(int packet, ByteBuffer bytes)) {
                requests.add(bytes);
                assertThat(begun.sent(at(millis), packet)).isEmpty();
            }
        }
        return begun;
    }

    private ByteBuffer reply(int packet) {
        return responder.answer(at(0), Instant.EPOCH, new InetSocketAddress(ROUTER, 0),
                requests.get(packet)).orElseThrow();
    }

    private List<Action> receive(int packet, long millis) {
        return session.received(at(millis), ClockSource.VIRTUAL, reply(packet));
    }

    private static SessionReport report(List<Action> actions) {
        assertThat(actions).hasSize(1);
        return actions.getFirst() instanceof Action.Finish(SessionReport report)
                ? report
                : org.assertj.core.api.Assertions.fail("no end: " + actions);
    }

    private static ProbeFailure failure(SessionReport report) {
        return report.outcome() instanceof Outcome.Failed(ProbeFailure failure)
                ? failure
                : org.assertj.core.api.Assertions.fail("no failure: " + report.outcome());
    }

    @Test
    void isGoodAsSoonAsEveryPacketIsAnswered() {
        for (int packet = 0; packet < PACKETS - 1; packet++) {
            assertThat(receive(packet, 10 + packet)).isEmpty();
        }
        SessionReport report = report(receive(PACKETS - 1, 30));

        assertThat(report.outcome()).isInstanceOf(Outcome.Good.class);
        // Round trips 10, 11, 12, 13, 30 ms.
        assertThat(report.packets().roundTrips().medianNanos()).isEqualTo(12 * MILLI);
        assertThat(report.packets().lost()).isZero();
        assertThat(report.durationNanos()).isEqualTo(30 * MILLI);
    }

    @Test
    void tellsLostLateTwiceAndOutOfOrderApart() {
        receive(2, 10);
        receive(1, 11);
        receive(1, 12);
        receive(3, 1_001);
        SessionReport report = report(session.expired(at(1_100)));

        // Of 0 to 4: 1 and 2 in time, 3 late by 1 ms, 0 and 4 without a reply; 1 came after 2.
        assertThat(report.packets().sent()).isEqualTo(5);
        assertThat(report.packets().received()).isEqualTo(2);
        assertThat(report.packets().late()).isEqualTo(1);
        assertThat(report.packets().lost()).isEqualTo(3);
        assertThat(report.packets().duplicates()).isEqualTo(1);
        assertThat(report.packets().series().reordered()).isEqualTo(1);
        assertThat(report.packets().arrived()).isEqualTo(-1);
        assertThat(failure(report).code()).isEqualTo(FailureCode.PATH_LOSS);
    }

    @Test
    void endsAtOnceWhenTheNetworkAnswersEveryPacketWithAnError() {
        for (int packet = 0; packet < PACKETS - 1; packet++) {
            assertThat(session.unreachable(at(5), NO_HOST, requests.get(packet))).isEmpty();
        }
        // A router that quotes the eight octets of the header only.
        SessionReport report = report(session.unreachable(at(6), NO_HOST,
                requests.getLast().duplicate().limit(8)));

        assertThat(failure(report).code()).isEqualTo(FailureCode.HOST_UNREACHABLE);
        assertThat(failure(report).seen())
                .contains("5 ICMP errors (host unreachable by 10.81.1.1)");
        assertThat(report.packets().sent()).isEqualTo(5);
        assertThat(report.packets().lost()).isEqualTo(5);
    }

    @Test
    void anErrorAboutAnotherPathsPacketIsNotOurs() {
        ProbeSession other = path.open("run", at(0), Instant.EPOCH);
        List<Action> actions = other.start(at(0));
        ByteBuffer theirs = actions.getFirst() instanceof Action.Send(int _, var bytes)
                ? bytes
                : ByteBuffer.allocate(0);

        assertThat(session.unreachable(at(5), NO_HOST, theirs)).isEmpty();
        assertThat(session.unreachable(at(5), NO_HOST, theirs.duplicate().limit(8))).isEmpty();
        assertThat(session.unreachable(at(5), NO_HOST, ByteBuffer.allocate(0))).isEmpty();

        ProbeFailure silent = failure(report(session.expired(at(1_100))));
        assertThat(silent.code()).isEqualTo(FailureCode.PATH_SILENT);
        assertThat(silent.seen()).doesNotContain("ICMP error");
    }

    @Test
    void aReplyToTheRoundBeforeIsNoneToThisOne() {
        ByteBuffer stale = reply(0);
        session = begin(5_000);

        assertThat(session.received(at(5_001), ClockSource.VIRTUAL, stale)).isEmpty();

        SessionReport report = report(session.expired(at(6_100)));
        assertThat(report.packets().received()).isZero();
        assertThat(report.details()).containsEntry("repliesToEarlierRounds", "1");
    }

    @Test
    void octetsOfAnyKindEndNothing() {
        Random random = new Random(4443);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(70)];
            random.nextBytes(octets);
            ByteBuffer datagram = ByteBuffer.wrap(octets);
            if (octets.length >= IcmpEcho.MARKED_BYTES && random.nextBoolean()) {
                // Marked as ours, cut short or with a number of no packet of this round.
                datagram.put(0, (byte) 0).put(1, (byte) 0).putLong(8, 9);
            }

            assertThat(session.received(at(1), ClockSource.VIRTUAL, datagram)).isEmpty();
            assertThat(session.unreachable(at(1), NO_HOST,
                    ByteBuffer.wrap(octets, 0, Math.min(7, octets.length)))).isEmpty();
        }
        SessionReport report = report(session.expired(at(1_100)));
        assertThat(report.packets().received()).isZero();
        assertThat(Integer.parseInt(report.details().getOrDefault("malformedReplies", "0")))
                .isPositive();
    }
}
