package dev.picket.probes.wireguard;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Runs one session over a plain connected socket, keeping what crossed it.
final class SocketDriver {

    private static final int DATAGRAM_MAX = 2048;
    private final DatagramSocket socket;
    private final Clock clock;
    final List<byte[]> crossed = new ArrayList<>();

    SocketDriver(DatagramSocket socket, Clock clock) {
        this.socket = socket;
        this.clock = clock;
    }

    SessionReport run(WireGuardSession session) throws IOException {
        MonotonicInstant wake = clock.monotonic();
        Deque<Action> todo = new ArrayDeque<>(session.start(wake));
        while (true) {
            while (!todo.isEmpty()) {
                switch (todo.pop()) {
                    case Action.Send send -> todo.addAll(send(session, send));
                    case Action.WakeAt at -> wake = at.at();
                    case Action.Finish finish -> {
                        return finish.report();
                    }
                }
            }
            todo.addAll(listen(session, wake));
        }
    }

    private List<Action> send(WireGuardSession session, Action.Send send) throws IOException {
        byte[] bytes = Bytes.copyOf(send.bytes());
        crossed.add(bytes);
        MonotonicInstant at = clock.monotonic();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (PortUnreachableException _) {
            return session.refused(at, send.packet(), Refusal.PORT_UNREACHABLE);
        }
        return session.sent(at, send.packet());
    }

    private List<Action> listen(WireGuardSession session, MonotonicInstant wake)
            throws IOException {
        long leftMillis = wake.nanosSince(clock.monotonic()) / 1_000_000L;
        if (leftMillis <= 0) {
            return session.expired(clock.monotonic());
        }
        socket.setSoTimeout(Math.toIntExact(leftMillis));
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException _) {
            return List.of();
        } catch (PortUnreachableException _) {
            return session.refused(clock.monotonic(), -1, Refusal.PORT_UNREACHABLE);
        }
        ByteBuffer datagram = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        crossed.add(Bytes.copyOf(datagram));
        return session.received(clock.monotonic(), ClockSource.USER, datagram);
    }

    /// Whether nothing arrives for this long.
    boolean isQuiet(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            socket.receive(new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX));
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        }
    }
}
