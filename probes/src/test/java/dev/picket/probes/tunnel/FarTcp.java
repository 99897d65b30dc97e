package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The TCP services behind a gateway of tests: a resolver at port 53, HTTP at any other. Each
/// answers a request that came whole in one segment, and misbehaves as told.
final class FarTcp {

    private static final int ISN = 0xffff_fff0;
    private static final int DATA = TcpSegment.ACK | TcpSegment.PSH;

    private final FarResolver resolver;
    private final Map<Integer, Connection> connections = new HashMap<>();
    /// Misbehaves only at this port; at all where zero.
    int only;
    boolean refuses;
    boolean silent;
    boolean mute;
    boolean resets;
    boolean hangsUp;
    /// Octets of the answer in one segment.
    int segmentBytes = 1_220;
    String http = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    /// What becomes of the segments of an answer: their order, copies, losses.
    UnaryOperator<List<byte[]>> fate = segments -> segments;
    /// Flags of every segment that came, in order.
    final List<Integer> flags = new ArrayList<>();

    private static final class Connection {
        private int next;
        private boolean answered;
    }

    FarTcp(FarResolver resolver) {
        this.resolver = resolver;
    }

    /// Connections that neither side has ended or broken off.
    int openCount() {
        return connections.size();
    }

    List<byte[]> answers(Ipv6Packet packet) {
        TcpSegment segment = TcpSegment.read(packet).orElseThrow();
        flags.add(segment.flags());
        boolean bad = only == 0 || segment.ports().other() == only;
        if (segment.has(TcpSegment.RST)) {
            connections.remove(segment.ports().own());
            return List.of();
        }
        if (bad && silent) {
            return List.of();
        }
        if (segment.has(TcpSegment.SYN)) {
            Connection fresh = new Connection();
            fresh.next = ISN + 1;
            if (bad && refuses) {
                return List.of(segment(segment, 0, TcpSegment.RST | TcpSegment.ACK, new byte[0]));
            }
            connections.put(segment.ports().own(), fresh);
            return List.of(segment(segment, ISN, TcpSegment.SYN | TcpSegment.ACK, new byte[0]));
        }
        Connection connection = connections.get(segment.ports().own());
        return connection == null ? List.of() : talk(segment, connection, bad);
    }

    private List<byte[]> talk(TcpSegment segment, Connection connection, boolean bad) {
        if (segment.has(TcpSegment.FIN)) {
            connections.remove(segment.ports().own());
            return List.of(segment(segment, connection.next, TcpSegment.ACK | TcpSegment.FIN,
                    new byte[0]));
        }
        if (!segment.data().hasRemaining()) {
            return List.of();
        }
        if (bad && resets) {
            return List.of(segment(segment, connection.next, TcpSegment.RST, new byte[0]));
        }
        byte[] ack = segment(segment, connection.next, TcpSegment.ACK, new byte[0]);
        if (bad && mute) {
            return List.of(ack);
        }
        if (bad && hangsUp) {
            return List.of(segment(segment, connection.next, TcpSegment.ACK | TcpSegment.FIN,
                    new byte[0]));
        }
        if (connection.answered) {
            connection.next = ISN + 1;
        }
        connection.answered = true;
        List<byte[]> segments = new ArrayList<>(List.of(ack));
        byte[] answer = answer(segment);
        for (int at = 0; at < answer.length; at += segmentBytes) {
            int length = Math.min(segmentBytes, answer.length - at);
            byte[] part = java.util.Arrays.copyOfRange(answer, at, at + length);
            segments.add(segment(segment, connection.next, DATA, part));
            connection.next += length;
        }
        return fate.apply(segments);
    }

    private byte[] answer(TcpSegment segment) {
        if (segment.ports().other() != 53) {
            return http.getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] answer = resolver.answer(
                segment.data().slice(2, segment.data().limit() - 2), false);
        return ByteBuffer.allocate(2 + answer.length).putShort((short) answer.length).put(answer)
                .array();
    }

    private static byte[] segment(TcpSegment to, int sequence, int flags, byte[] data) {
        int heard = to.end() + (to.has(TcpSegment.SYN) || to.has(TcpSegment.FIN) ? 1 : 0);
        return new TcpSegment(to.ports().turned(), sequence, heard, flags, ByteBuffer.wrap(data))
                .packet(FarEnd.BACK);
    }
}
