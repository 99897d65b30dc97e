package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A play of one path's sender on virtual time, written as octets: the first tells how it probes,
/// each following one what happens next, with the octets that belong to it. What is missing at the
/// end reads as zero.
final class SenderPlay {

    static final int ROUNDS_MAX = 4;
    private static final int PACKETS = 6;
    private static final int SESSION = 77;
    private static final long STEP_NANOS = 10_000_000L;
    private static final int STEPS_MAX = 2 * PACKETS + 4;
    private static final Duration SPREAD = Duration.ofMillis(60);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final List<Refusal> REFUSALS = List.of(Refusal.values());
    private static final StampKey KEY = StampKey.of(new byte[StampKey.BYTES_MIN]);
    private static final StampSigner SIGNER = new StampSigner(KEY);
    private static final StampDemultiplexer DEMULTIPLEXER = new StampDemultiplexer();

    private final ByteBuffer script;
    private final boolean authenticated;
    private final ProbePlan.DatagramPlan plan;
    private final StampProfile profile;
    private final List<ByteBuffer> requests = new ArrayList<>();
    private ProbeSession session;
    private boolean over;
    private ByteBuffer lastReply = ByteBuffer.allocate(0);
    private long now = 1_000_000_000L;
    private long wake;
    private int rounds;
    private long sent;
    private long charged;

    SenderPlay(ByteBuffer script) {
        this.script = script;
        int how = octet();
        authenticated = (how & 1) != 0;
        profile = new StampProfile(PACKETS, SPREAD, TIMEOUT, (how & 8) == 0)
                .withDirectMeasurement((how & 2) != 0).withFlows((how & 4) != 0 ? 3 : 1);
        plan = StampPath.plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
                new InetSocketAddress("203.0.113.9", 862), SESSION, profile,
                authenticated ? Optional.of(KEY) : Optional.empty());
        session = open();
    }

    /// Plays the script to its end, then lets the last round end by itself.
    void run() {
        while (script.hasRemaining() && rounds < ROUNDS_MAX) {
            step();
            if (over) {
                session = open();
            }
        }
        for (int i = 0; i < STEPS_MAX && !over; i++) {
            now = Math.max(now, wake);
            carryOut(session.expired(at()));
        }
        assertThat(over).as("the round ended").isTrue();
    }

    /// Packets sent in all rounds.
    long sent() {
        return sent;
    }

    /// Packets of all spans.
    long charged() {
        return charged;
    }

    private ProbeSession open() {
        rounds++;
        over = false;
        requests.clear();
        now += STEP_NANOS;
        session = plan.factory().open("run", at(), Instant.EPOCH.plusNanos(now));
        carryOut(session.start(at()));
        return session;
    }

    private void step() {
        switch (octet() % 10) {
            case 0 -> receive(garbage());
            case 1 -> receive(reply(octet(), octet(), 0));
            case 2 -> receive(reply(octet(), 0, octet()));
            case 3 -> receive(damaged(reply(octet(), octet(), octet()), octet(), octet()));
            case 4 -> receive(copied(octet()));
            case 5 -> receive(reply(octet(), script.remaining() >= 4 ? script.getInt() : 0, 0));
            case 6 -> pass(octet() * STEP_NANOS);
            case 7 -> receive(lastReply);
            case 8 -> carryOut(session.refused(at(), octet() % (PACKETS + 1) - 1,
                    REFUSALS.get(octet() % REFUSALS.size())));
            default -> session.stamped(new MonotonicInstant(now - octet()), octet() % PACKETS);
        }
    }

    private void pass(long nanos) {
        now += nanos;
        for (int i = 0; i < STEPS_MAX && !over && wake <= now; i++) {
            carryOut(session.expired(at()));
        }
    }

    private void receive(ByteBuffer datagram) {
        long token = DEMULTIPLEXER.tokenOf(datagram);
        assertThat(token).isBetween(StampDemultiplexer.NONE, 0xffffL);
        lastReply = datagram;
        if (!over) {
            carryOut(session.received(at(), ClockSource.KERNEL_RX, datagram));
        }
    }

    private ByteBuffer garbage() {
        byte[] octets = new byte[Math.min(octet(), script.remaining())];
        script.get(octets);
        return ByteBuffer.wrap(octets);
    }

    /// A reply as a reflector makes it that counts as it likes.
    private ByteBuffer reply(int packet, int counter, int arrived) {
        if (requests.isEmpty()) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer request = requests.get(packet % requests.size());
        StampLayout layout = authenticated ? StampLayout.AUTHENTICATED : StampLayout.OPEN;
        StampPacket.Request read = StampPacket.readRequest(layout, request).orElseThrow();
        ByteBuffer reply = StampPacket.reply(layout, read,
                new StampPacket.Answer(counter, Instant.EPOCH, 64),
                request.remaining() - layout.bytes());
        new TlvReflection(authenticated ? Optional.of(SIGNER) : Optional.empty(), authenticated)
                .reflect(request, reply, layout.bytes(),
                        new TlvReflection.Facts(0, arrived, arrived));
        if (authenticated) {
            SIGNER.sign(reply);
        }
        return reply;
    }

    /// What a stateless reflector sends back.
    private ByteBuffer copied(int packet) {
        ByteBuffer reply = reply(packet, 0, 0);
        return requests.isEmpty()
                ? reply
                : reply(packet, requests.get(packet % requests.size()).getInt(0), 0);
    }

    private static ByteBuffer damaged(ByteBuffer reply, int at, int mask) {
        if (at < reply.remaining()) {
            reply.put(at, (byte) (reply.get(at) ^ mask));
        }
        return mask == 0 ? reply.limit(Math.min(at, reply.limit())) : reply;
    }

    private void carryOut(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Send(int packet, ByteBuffer bytes) -> {
                    requests.add(bytes);
                    assertThat(packet).isLessThan(PACKETS);
                    assertThat(session.sent(at(), packet)).isEmpty();
                }
                case Action.WakeAt(MonotonicInstant when) -> wake = when.nanos();
                case Action.Finish(SessionReport report) -> finish(report.packets());
            }
        }
    }

    private void finish(PacketOutcomes packets) {
        assertThat(over).as("ended once").isFalse();
        over = true;
        assertThat(packets.due()).isEqualTo(PACKETS);
        assertThat(packets.received() + packets.late()).isLessThanOrEqualTo(packets.sent());
        assertThat(packets.lost()).isEqualTo(packets.sent() - packets.received());
        assertThat(Long.bitCount(packets.receivedBits())).isEqualTo(packets.received());
        if (!profile.stateful()) {
            assertThat(packets.span()).isEqualTo(PacketOutcomes.Span.NONE);
        }
        sent += packets.sent();
        charged += packets.span().sent();
    }

    private int octet() {
        return script.hasRemaining() ? script.get() & 0xff : 0;
    }

    private MonotonicInstant at() {
        return new MonotonicInstant(now);
    }
}
