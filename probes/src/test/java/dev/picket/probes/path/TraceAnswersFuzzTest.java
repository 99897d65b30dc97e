package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import dev.picket.testing.Mutations;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes back to a trace, from whomever: nothing is thrown, no hop answered more packets
/// than were sent to it, and none lies beyond the plan.
///
/// An input is a list of answers: an octet that says what it is and from whom, one that says what
/// the error means, one for the length, and what is quoted or replied.
final class TraceAnswersFuzzTest {

    private static final long TOKEN = 0x1122334455667788L;
    private static final int NUMBER = 5;
    private static final List<Refusal> REFUSALS = List.of(Refusal.values());
    private static final int MUTATIONS = 20_000;
    private static final TracePlan PLAN = new TracePlan(2, 3, 5, Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    private static final InetAddress TARGET = InetAddress.ofLiteral("203.0.113.7");
    private static final List<InetAddress> ROUTERS = List.of(TARGET,
            InetAddress.ofLiteral("10.81.1.1"), InetAddress.ofLiteral("10.81.2.1"));
    private static final MonotonicInstant SENT = new MonotonicInstant(0);
    private static final MonotonicInstant ANSWERED = new MonotonicInstant(5_000_000L);
    private static final MonotonicInstant END = new MonotonicInstant(10_000_000_000L);
    private static final List<TraceCodec> CODECS = List.of(new TraceCodec.Udp(TOKEN),
            new TraceCodec.Echo(TOKEN, false), new TraceCodec.Echo(TOKEN, true));
    private static final int ERRORS = CODECS.size();
    private static final int ECHO_REPLY = ERRORS;
    private static final int MTU_ERROR = ERRORS + 1;
    private static final int MTU_REPLY = ERRORS + 2;
    private static final int KINDS = ERRORS + 3;

    /// A trace and its search for sizes, all sent.
    private static final class Play {

        private final TraceBook book = new TraceBook(PLAN, TARGET);
        private final MtuBook sizes = new MtuBook(TOKEN, false);
        private final int sent;

        Play() {
            List<TracePacket> packets = new ArrayList<>(book.round(0));
            packets.addAll(book.round(1));
            packets.forEach(packet -> book.sent(packet, SENT));
            sent = packets.size();
            for (int i = 0; i < MtuBook.TRIES; i++) {
                sizes.sizes().forEach(sizes::sent);
            }
        }

        void answer(int head, int reason, ByteBuffer octets) {
            int kind = head % KINDS;
            NetworkError error = new NetworkError(
                    REFUSALS.get(reason % REFUSALS.size()),
                    head < 0x80
                            ? Optional.of(ROUTERS.get(head / KINDS % ROUTERS.size()))
                            : Optional.empty(),
                    reason * 8);
            if (kind < ERRORS) {
                TraceCodec codec = CODECS.get(kind);
                codec.read(octets).ifPresent(packet -> book.error(packet, error, ANSWERED));
                if (codec.isCutShort(octets)) {
                    book.unplaced();
                }
            } else if (kind == ECHO_REPLY) {
                CODECS.get(1).read(octets).ifPresent(packet -> book.reply(packet, ANSWERED));
            } else if (kind == MTU_ERROR) {
                sizes.error(error, octets);
            } else {
                sizes.reply(octets);
            }
        }

        void check() {
            TraceReport report = book.report(END);
            assertThat(report.hops()).hasSizeLessThanOrEqualTo(PLAN.hopsMax());
            int counted = 0;
            for (int i = 0; i < report.hops().size(); i++) {
                Hop hop = report.hops().get(i);
                counted += hop.sent();
                assertThat(hop.distance()).isEqualTo(i + 1);
                assertThat(hop.answered()).isBetween(0, hop.sent());
                assertThat(hop.branches()).allSatisfy(branch -> {
                    assertThat(branch.address()).isIn(ROUTERS);
                    assertThat(branch.flows()).allMatch(flow -> flow < PLAN.flows());
                });
            }
            assertThat(counted).isLessThanOrEqualTo(sent);
            if (sizes.verdict() instanceof PathMtu.BlackHole(int pass, int vanish)) {
                assertThat(pass).isPositive().isLessThan(vanish);
            }
        }
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void placesWhatIsOurs(byte[] input) {
        Play play = new Play();
        ByteBuffer rest = ByteBuffer.wrap(input);
        while (rest.remaining() > 3) {
            int head = rest.get() & 0xff;
            int reason = rest.get() & 0xff;
            int bytes = Math.min(rest.get() & 0xff, rest.remaining());
            play.answer(head, reason, rest.slice(rest.position(), bytes));
            rest.position(rest.position() + bytes);
        }
        play.check();
    }

    @Test
    void mutationsOfAnswersHarmNothing() {
        Mutations.each(seeds(), MUTATIONS, NUMBER, this::placesWhatIsOurs);
    }

    @Test
    void theSeedsAreAnswers() {
        Play play = new Play();
        ByteBuffer quoted = CODECS.get(0).packet(new TracePacket(0, 1, 2));
        play.answer(KINDS, REFUSALS.indexOf(Refusal.HOP_LIMIT_EXCEEDED), quoted);

        assertThat(play.book.report(END).hops()).hasSize(2).last()
                .satisfies(hop -> assertThat(hop.answered()).isEqualTo(1));
    }

    /// Errors that quote each codec's packets, replies, and answers about sizes.
    static Stream<byte[]> seeds() {
        int exceeded = REFUSALS.indexOf(Refusal.HOP_LIMIT_EXCEEDED);
        List<byte[]> seeds = new ArrayList<>();
        for (int codec = 0; codec < CODECS.size(); codec++) {
            ByteBuffer first = CODECS.get(codec).packet(new TracePacket(0, 1, 2));
            ByteBuffer second = CODECS.get(codec).packet(new TracePacket(1, 1, 5));
            seeds.add(joined(seed(codec + KINDS, exceeded, first), seed(codec,
                    REFUSALS.indexOf(Refusal.PORT_UNREACHABLE), second),
                    seed(codec + 2 * KINDS, exceeded, first.slice(0, 8))));
        }
        ByteBuffer reply = CODECS.get(1).packet(new TracePacket(0, 2, 4));
        ByteBuffer size = new MtuBook(TOKEN, false).packet(576);
        seeds.add(joined(seed(ECHO_REPLY, 0, reply.put(0, (byte) 0)),
                seed(MTU_ERROR, REFUSALS.indexOf(Refusal.TOO_BIG), size.slice(0, 64)),
                seed(MTU_REPLY, 0, size.duplicate().put(0, (byte) 0).slice(0, 64))));
        return seeds.stream();
    }

    private static byte[] seed(int head, int reason, ByteBuffer octets) {
        return ByteBuffer.allocate(3 + octets.remaining()).put((byte) head).put((byte) reason)
                .put((byte) octets.remaining()).put(octets.duplicate()).array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Stream.of(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
