package dev.picket.probes.stamp;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Responder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A stateful STAMP reflector (RFC 8762 §4.3) as a pure state machine: it numbers the packets of
/// each session, told by address, port and session identifier, from 0.
///
/// It cannot be made to amplify or to loop: an answer has 44 octets and a request at least as many;
/// source ports on which something answers by itself, another reflector included, are never
/// answered; each source address has a budget. Its answer's two timestamps are both the time of
/// receipt: it answers in the turn it receives in.
public final class StampReflector implements Responder {

    /// Sessions numbered at once; the one idle longest is forgotten first, and its sender sees the
    /// counter begin anew.
    public static final int SESSIONS_MAX = 65_536;
    /// Source addresses whose budget is kept; the one idle longest is forgotten first.
    public static final int SOURCES_MAX = 65_536;
    /// Packets answered per second and source address, and how many at once.
    public static final int BUDGET_PER_SECOND = 2_000;
    public static final int BURST_MAX = 4_000;
    /// Ports on which servers answer whatever arrives: echo, chargen, DNS and the other reflectors
    /// of CERT TA14-017A, and STAMP itself.
    static final Set<Integer> REFLECTING_PORTS = Set.of(0, 7, 13, 17, 19, 37, 53, 69, 111, 123,
            137, 161, 389, 427, 500, 520, 623, 862, 1900, 3283, 3702, 5060, 5353, 5683, 11211,
            27015);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_PACKET = NANOS_PER_SECOND / BUDGET_PER_SECOND;

    /// Why a packet is not answered.
    public enum Silence {
        TOO_SHORT, REFLECTING_PORT, OVER_BUDGET
    }

    private record SessionKey(InetSocketAddress from, int session) {}

    private final int ownPort;
    private final Map<SessionKey, long[]> counters;
    private final Map<InetAddress, long[]> budgets = leastRecentlyUsed(SOURCES_MAX);
    private final Map<Silence, Long> silences = new EnumMap<>(Silence.class);
    private long answered;

    /// A reflector that listens on `ownPort`, from which it never takes a request.
    public StampReflector(int ownPort) {
        this(ownPort, SESSIONS_MAX);
    }

    StampReflector(int ownPort, int sessionsMax) {
        this.ownPort = ownPort;
        this.counters = leastRecentlyUsed(sessionsMax);
    }

    private static <K, V> Map<K, V> leastRecentlyUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall, InetSocketAddress from,
            ByteBuffer request) {
        Optional<StampPacket.Request> read = StampPacket.readRequest(request);
        if (read.isEmpty()) {
            return silent(Silence.TOO_SHORT);
        }
        if (from.getPort() == ownPort || REFLECTING_PORTS.contains(from.getPort())) {
            return silent(Silence.REFLECTING_PORT);
        }
        if (!withinBudget(now, from.getAddress())) {
            return silent(Silence.OVER_BUDGET);
        }
        SessionKey key = new SessionKey(from, read.get().session());
        long sequence = counters.computeIfAbsent(key, _ -> new long[1])[0]++;
        answered++;
        return Optional.of(StampPacket.reply(read.get(), sequence, wall));
    }

    private Optional<ByteBuffer> silent(Silence reason) {
        silences.merge(reason, 1L, Long::sum);
        return Optional.empty();
    }

    /// A bucket of [#BURST_MAX] packets, kept as the time at which it will be full again (the
    /// virtual scheduling form of the generic cell rate algorithm, ITU-T I.371).
    private boolean withinBudget(MonotonicInstant now, InetAddress source) {
        long[] fullAt = budgets.computeIfAbsent(source, _ -> new long[]{now.nanos()});
        long start = fullAt[0] - now.nanos() > 0 ? fullAt[0] : now.nanos();
        if (start - now.nanos() > (BURST_MAX - 1) * NANOS_PER_PACKET) {
            return false;
        }
        fullAt[0] = start + NANOS_PER_PACKET;
        return true;
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
