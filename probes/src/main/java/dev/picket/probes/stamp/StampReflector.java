package dev.picket.probes.stamp;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.IpHeader;
import dev.picket.probes.session.Responder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A STAMP reflector (RFC 8762 §4.3) as a pure state machine. A stateful one numbers the packets of
/// each session, told by address, port and session identifier, from 0.
///
/// It cannot be made to amplify or to loop: an answer is never longer than its request; source
/// ports on which something answers by itself, another reflector included, are never answered; each
/// source address has a budget. With a key, nothing is done for a packet before its HMAC is
/// checked, and one whose timestamp lies more than [#WINDOW_SECONDS] from this clock is not
/// answered: a recorded request is worth no more than that. Its answer's two timestamps are both
/// the time of receipt: it answers in the turn it receives in.
public final class StampReflector implements Responder {

    /// Sessions numbered at once; the one idle longest is forgotten first, and its sender sees the
    /// counter begin anew.
    public static final int SESSIONS_MAX = 65_536;
    /// Packets answered per second and source address, and how many at once.
    public static final int BUDGET_PER_SECOND = SourceBudgets.PER_SECOND;
    public static final int BURST_MAX = SourceBudgets.BURST_MAX;
    /// How far the clock of a sender that authenticates may be from this one.
    public static final int WINDOW_SECONDS = 60;
    /// Ports on which servers answer whatever arrives: echo, chargen, DNS and the other reflectors
    /// of CERT TA14-017A, and STAMP itself.
    static final Set<Integer> REFLECTING_PORTS = Set.of(0, 7, 13, 17, 19, 37, 53, 69, 111, 123,
            137, 161, 389, 427, 500, 520, 623, 862, 1900, 3283, 3702, 5060, 5353, 5683, 11211,
            27015);

    /// Why a packet is not answered.
    public enum Silence {
        TOO_SHORT, REFLECTING_PORT, NOT_ALLOWED, NOT_AUTHENTIC, NOT_NOW, OVER_BUDGET
    }

    private record SessionKey(InetSocketAddress from, int session) {}

    /// Packets of one session.
    private static final class Counts {
        private long arrived;
        private long answered;
    }

    private final int ownPort;
    private final ReflectorRules rules;
    private final Optional<StampSigner> signer;
    private final TlvReflection extensions;
    private final Map<SessionKey, Counts> counters;
    private final SourceBudgets budgets = new SourceBudgets();
    private final Map<Silence, Long> silences = new EnumMap<>(Silence.class);
    private long answered;

    /// A stateful open reflector that listens on `ownPort`, from which it never takes a request.
    public StampReflector(int ownPort) {
        this(ownPort, ReflectorRules.OPEN);
    }

    /// A reflector by `rules`.
    public StampReflector(int ownPort, ReflectorRules rules) {
        this(ownPort, rules, SESSIONS_MAX);
    }

    StampReflector(int ownPort, ReflectorRules rules, int sessionsMax) {
        this.ownPort = ownPort;
        this.rules = rules;
        this.signer = rules.key().map(StampSigner::new);
        this.extensions = new TlvReflection(signer, signer.isPresent());
        this.counters = new LeastRecentlyUsed<>(sessionsMax);
    }

    @Override
    public Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall, InetSocketAddress from,
            ByteBuffer datagram) {
        return answer(now, wall, from, datagram, IpHeader.NOT_KNOWN);
    }

    @Override
    public Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall, InetSocketAddress from,
            ByteBuffer datagram, IpHeader header) {
        StampLayout layout = rules.layout();
        Optional<StampPacket.Request> read = StampPacket.readRequest(layout, datagram);
        if (read.isEmpty()) {
            return silent(Silence.TOO_SHORT);
        }
        StampPacket.Request request = read.get();
        Optional<Silence> refused = refusal(wall, from, datagram, request);
        if (refused.isPresent()) {
            return silent(refused.get());
        }
        SessionKey key = new SessionKey(from, request.session());
        if (!budgets.take(now, from.getAddress())) {
            // Counted only where it is known already: what is refused makes no state.
            Counts known = counters.get(key);
            if (known != null) {
                known.arrived++;
            }
            return silent(Silence.OVER_BUDGET);
        }
        Counts counts = counters.computeIfAbsent(key, _ -> new Counts());
        long sequence = rules.stateful() ? counts.answered : request.sequence();
        counts.arrived++;
        counts.answered++;
        answered++;
        return Optional.of(reply(StampPacket.view(datagram), request,
                new StampPacket.Answer(sequence, wall,
                        header.hopLimit() < 0 ? StampPacket.TTL_NOT_KNOWN : header.hopLimit()),
                new TlvReflection.Facts(header.trafficClass(), counts.arrived,
                        counts.answered)));
    }

    private Optional<Silence> refusal(Instant wall, InetSocketAddress from, ByteBuffer datagram,
            StampPacket.Request request) {
        if (from.getPort() == ownPort || REFLECTING_PORTS.contains(from.getPort())) {
            return Optional.of(Silence.REFLECTING_PORT);
        }
        if (!rules.allows(from.getAddress())) {
            return Optional.of(Silence.NOT_ALLOWED);
        }
        if (signer.isEmpty()) {
            return Optional.empty();
        }
        if (!signer.get().isSigned(datagram)) {
            return Optional.of(Silence.NOT_AUTHENTIC);
        }
        return StampPacket.secondsApart(request, wall) > WINDOW_SECONDS
                ? Optional.of(Silence.NOT_NOW)
                : Optional.empty();
    }

    private ByteBuffer reply(ByteBuffer datagram, StampPacket.Request request,
            StampPacket.Answer answer, TlvReflection.Facts facts) {
        StampLayout layout = rules.layout();
        ByteBuffer reply = StampPacket.reply(layout, request, answer,
                TlvReflection.bytes(datagram, layout.bytes()));
        extensions.reflect(datagram, reply, layout.bytes(), facts);
        signer.ifPresent(own -> own.sign(reply));
        return reply;
    }

    private Optional<ByteBuffer> silent(Silence reason) {
        silences.merge(reason, 1L, Long::sum);
        return Optional.empty();
    }

    /// Packets answered.
    public long answered() {
        return answered;
    }

    /// Packets not answered for `reason`.
    public long silences(Silence reason) {
        return silences.getOrDefault(reason, 0L);
    }

    int sessions() {
        return counters.size();
    }
}
