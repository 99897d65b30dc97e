package dev.picket.probes.tunnel;

import dev.picket.model.time.MonotonicInstant;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/// The opening side of one TCP connection (RFC 9293) that asks once and listens: SYN, one segment
/// that holds the whole request, the answer in order, FIN. As a state machine.
///
/// There is no congestion to control with one segment in flight, and nothing out of order is kept:
/// the other side sends it again. What is not acknowledged is repeated a few times, each pause
/// twice the one before.
final class TcpClient {

    /// How often one segment is sent.
    static final int SENDS_MAX = 4;
    /// Segments with data that are taken.
    static final int SEGMENTS_MAX = 64;
    /// Octets of an answer that are kept.
    static final int ANSWER_BYTES_MAX = 16_384;
    private static final Duration PAUSE_MAX = Duration.ofMillis(300);
    /// All pauses of one segment are 1 + 2 + 4 + 8 times the first.
    private static final int PAUSE_PART = 16;

    private final Ipv6Packet.Flow flow;
    private final Udp6.Ports ports;
    private final int first;
    private final byte[] request;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private State state = State.OPENING;
    private int expected;
    private boolean opened;
    private boolean acknowledged;
    private boolean ended;
    private int segments;
    private int sends;
    private Duration pause = PAUSE_MAX;
    private MonotonicInstant repeatAt = new MonotonicInstant(0);

    /// Where a connection stands.
    enum State {
        /// The SYN is not answered yet.
        OPENING,
        /// It is, and the request has been sent.
        OPEN,
        /// We have nothing more to say.
        CLOSED,
        /// The other side refused it or broke it off.
        RESET,
        /// What we sent was never acknowledged.
        SILENT
    }

    /// @param first sequence number
    /// @param request fits one segment
    TcpClient(Ipv6Packet.Flow flow, Udp6.Ports ports, int first, byte[] request) {
        if (request.length > TcpSegment.DATA_MAX) {
            throw new IllegalArgumentException("a request fits one segment, got "
                    + request.length + " octets");
        }
        this.flow = flow;
        this.ports = ports;
        this.first = first;
        this.request = request.clone();
    }

    State state() {
        return state;
    }

    /// Whether the connection was open once.
    boolean wasOpened() {
        return opened;
    }

    /// What came so far.
    byte[] answer() {
        return answer.toByteArray();
    }

    /// Whether nothing more will come.
    boolean isEnded() {
        return ended;
    }

    /// When it is to be called again; `otherwise` where it has nothing to repeat before.
    MonotonicInstant wake(MonotonicInstant otherwise) {
        return repeats() && repeatAt.isBefore(otherwise) ? repeatAt : otherwise;
    }

    private boolean repeats() {
        return state == State.OPENING || (state == State.OPEN && !acknowledged);
    }

    List<byte[]> open(MonotonicInstant now, MonotonicInstant deadline) {
        Duration part = Duration.ofNanos(Math.max(0, deadline.nanosSince(now)) / PAUSE_PART);
        pause = part.compareTo(PAUSE_MAX) < 0 ? part : PAUSE_MAX;
        return sendFirst(now);
    }

    private List<byte[]> sendFirst(MonotonicInstant now) {
        sends = 0;
        return repeat(now);
    }

    private List<byte[]> repeat(MonotonicInstant now) {
        repeatAt = now.plus(pause.multipliedBy(1L << sends));
        sends++;
        return List.of(state == State.OPENING
                ? segment(first, TcpSegment.SYN, new byte[0])
                : segment(first + 1, TcpSegment.PSH | TcpSegment.ACK, request));
    }

    private byte[] segment(int sequence, int flags, byte[] data) {
        return new TcpSegment(ports, sequence, (flags & TcpSegment.ACK) != 0 ? expected : 0, flags,
                ByteBuffer.wrap(data)).packet(flow);
    }

    /// The sequence number after the request.
    private int next() {
        return first + 1 + request.length;
    }

    List<byte[]> expired(MonotonicInstant now) {
        if (!repeats() || now.isBefore(repeatAt)) {
            return List.of();
        }
        if (sends < SENDS_MAX) {
            return repeat(now);
        }
        state = State.SILENT;
        return List.of();
    }

    List<byte[]> received(MonotonicInstant now, Ipv6Packet packet) {
        if (!packet.isOf(flow)) {
            return List.of();
        }
        return TcpSegment.read(packet).filter(segment -> segment.ports().turned().equals(ports))
                .map(segment -> segment(now, segment)).orElse(List.of());
    }

    private List<byte[]> segment(MonotonicInstant now, TcpSegment segment) {
        return switch (state) {
            case OPENING -> opening(now, segment);
            case OPEN, CLOSED -> listening(segment);
            case RESET, SILENT -> List.of();
        };
    }

    private List<byte[]> opening(MonotonicInstant now, TcpSegment segment) {
        if (!segment.has(TcpSegment.ACK) || segment.acknowledgment() != first + 1) {
            return List.of();
        }
        if (segment.has(TcpSegment.RST)) {
            state = State.RESET;
            return List.of();
        }
        if (!segment.has(TcpSegment.SYN)) {
            return List.of();
        }
        expected = segment.sequence() + 1;
        opened = true;
        state = State.OPEN;
        return sendFirst(now);
    }

    private List<byte[]> listening(TcpSegment segment) {
        if (segment.has(TcpSegment.RST)) {
            // Any other number may be a guess (RFC 5961 §3.2).
            if (segment.sequence() == expected) {
                ended = true;
                state = state == State.OPEN ? State.RESET : state;
            }
            return List.of();
        }
        if (segment.has(TcpSegment.ACK) && segment.acknowledgment() - next() >= 0) {
            acknowledged = true;
        }
        boolean speaks = segment.data().hasRemaining() || segment.has(TcpSegment.FIN)
                || segment.has(TcpSegment.SYN);
        if (!speaks || segments++ >= SEGMENTS_MAX) {
            return List.of();
        }
        if (!segment.has(TcpSegment.SYN)) {
            take(segment);
        }
        return List.of(acknowledgment());
    }

    /// What follows what we have; what we have already is skipped.
    private void take(TcpSegment segment) {
        int known = expected - segment.sequence();
        if (known < 0 || known > segment.data().limit() || ended) {
            return;
        }
        int fresh = segment.data().limit() - known;
        byte[] bytes = new byte[Math.min(fresh, ANSWER_BYTES_MAX - answer.size())];
        segment.data().get(known, bytes);
        answer.writeBytes(bytes);
        expected += fresh;
        if (segment.has(TcpSegment.FIN)) {
            expected++;
            ended = true;
        }
    }

    private byte[] acknowledgment() {
        return segment(state == State.CLOSED ? next() + 1 : next(), TcpSegment.ACK, new byte[0]);
    }

    /// Ends our side: what has come is enough.
    List<byte[]> close() {
        if (state != State.OPEN) {
            return List.of();
        }
        state = State.CLOSED;
        return List.of(segment(next(), TcpSegment.FIN | TcpSegment.ACK, new byte[0]));
    }

    /// Breaks off what is not ended on both sides, so that the other side has nothing to repeat.
    List<byte[]> abandon() {
        return switch (state) {
            case OPENING, SILENT -> List.of(segment(opened ? next() : first + 1,
                    TcpSegment.RST, new byte[0]));
            case OPEN -> List.of(segment(next(), TcpSegment.RST | TcpSegment.ACK, new byte[0]));
            case CLOSED -> ended
                    ? List.of()
                    : List.of(segment(next() + 1, TcpSegment.RST | TcpSegment.ACK,
                            new byte[0]));
            case RESET -> List.of();
        };
    }
}
