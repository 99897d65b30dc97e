package dev.picket.probes.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.round.Burst;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.IpHeader;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import dev.picket.testing.Mutations;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes back to a round of ICMP echo, as a reply or quoted by an error: nothing is
/// thrown, the round ends, and every packet is one of sent and skipped.
///
/// An input is a list of datagrams: an octet that says how each came, one for its length, and its
/// octets.
final class IcmpSessionFuzzTest {

    private static final int PACKETS = 4;
    private static final long TOKEN = 9;
    private static final int NUMBER = 5;
    private static final List<Refusal> REFUSALS = List.of(Refusal.values());
    private static final int MUTATIONS = 20_000;
    private static final int ERROR = 0x80;
    private static final InetAddress TARGET = InetAddress.ofLiteral("203.0.113.7");
    private static final Burst BURST = new Burst(PACKETS, Duration.ZERO, Duration.ofSeconds(1));
    private static final MonotonicInstant BEGUN = new MonotonicInstant(0);
    private static final MonotonicInstant LATER = new MonotonicInstant(5_000_000L);
    private static final MonotonicInstant END = new MonotonicInstant(10_000_000_000L);

    private static ProbeSession begun() {
        ProbeSession session = IcmpPath.plan(new Path("sjc", "sin", ProbeKind.ICMP), TARGET, TOKEN,
                BURST).factory().open("run", BEGUN, Instant.EPOCH);
        session.start(BEGUN).forEach(action -> {
            if (action instanceof Action.Send(int packet, ByteBuffer _)) {
                assertThat(session.sent(BEGUN, packet)).isEmpty();
            }
        });
        return session;
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void endsWithEveryPacketCounted(byte[] input) {
        PacketOutcomes packets = played(input).packets();

        assertThat(packets.due()).isEqualTo(PACKETS);
        assertThat(packets.sent() + packets.skipped()).isEqualTo(PACKETS);
        assertThat(packets.received() + packets.late()).isBetween(0, packets.sent());
    }

    private static SessionReport played(byte[] input) {
        ProbeSession session = begun();
        ByteBuffer rest = ByteBuffer.wrap(input);
        while (rest.remaining() > 2) {
            int head = rest.get() & 0xff;
            int bytes = Math.min(rest.get() & 0xff, rest.remaining());
            Optional<SessionReport> ended = end(
                    come(session, head, rest.slice(rest.position(), bytes)));
            if (ended.isPresent()) {
                return ended.get();
            }
            rest.position(rest.position() + bytes);
        }
        return end(session.expired(END)).orElseThrow();
    }

    private static List<Action> come(ProbeSession session, int head, ByteBuffer octets) {
        if ((head & ERROR) == 0) {
            session.header(new IpHeader(head - 1, 0));
            return session.received(LATER, ClockSource.VIRTUAL, octets);
        }
        Refusal refusal = REFUSALS.get((head & ~ERROR) % REFUSALS.size());
        return session.unreachable(LATER, new NetworkError(refusal, Optional.of(TARGET), 0),
                octets);
    }

    private static Optional<SessionReport> end(List<Action> actions) {
        return actions.stream().filter(Action.Finish.class::isInstance)
                .map(action -> ((Action.Finish) action).report()).findFirst();
    }

    @Test
    void mutationsOfAnswersHarmNothing() {
        Mutations.each(seeds(), MUTATIONS, NUMBER, this::endsWithEveryPacketCounted);
    }

    @Test
    void theSeedsAreAnswers() {
        List<byte[]> seeds = seeds().toList();
        assertThat(played(seeds.get(0)).packets().received()).isEqualTo(PACKETS);
        assertThat(played(seeds.get(1)).packets().received()).isEqualTo(PACKETS - 1);
    }

    /// A reply to each packet; one packet refused on the way, by an error that quotes it whole, and
    /// one by an error that quotes its header.
    static Stream<byte[]> seeds() {
        long first = firstNumber();
        ByteBuffer replies = ByteBuffer.allocate(1_024);
        ByteBuffer mixed = ByteBuffer.allocate(1_024);
        for (int packet = 0; packet < PACKETS; packet++) {
            ByteBuffer request = new IcmpEcho(TOKEN, first + packet).request(false);
            put(replies, 65, request.duplicate(), true);
            put(mixed, packet == 1 ? ERROR | REFUSALS.indexOf(Refusal.HOST_UNREACHABLE) : 65,
                    request.duplicate(), packet != 1);
        }
        ByteBuffer cut = ByteBuffer.allocate(1_024);
        put(cut, ERROR | REFUSALS.indexOf(Refusal.PROHIBITED),
                new IcmpEcho(TOKEN, first + 2).request(true).slice(0, 8), false);
        return Stream.of(octets(replies), octets(mixed), octets(cut));
    }

    private static long firstNumber() {
        Action first = IcmpPath.plan(new Path("sjc", "sin", ProbeKind.ICMP), TARGET, TOKEN, BURST)
                .factory().open("run", BEGUN, Instant.EPOCH).start(BEGUN).getFirst();
        return first instanceof Action.Send(int _, ByteBuffer bytes)
                ? IcmpEcho.quotedRequest(bytes).orElseThrow().number()
                : org.assertj.core.api.Assertions.fail("nothing is sent: " + first);
    }

    private static void put(ByteBuffer seed, int head, ByteBuffer octets, boolean reply) {
        seed.put((byte) head).put((byte) octets.remaining());
        int at = seed.position();
        seed.put(octets);
        if (reply) {
            seed.put(at, (byte) IcmpEcho.REPLY);
        }
    }

    private static byte[] octets(ByteBuffer seed) {
        byte[] octets = new byte[seed.flip().remaining()];
        seed.get(octets);
        return octets;
    }
}
