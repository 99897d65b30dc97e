package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.time.SystemClock;
import dev.picket.probes.session.IpHeader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedHeaderTest {

    private static final int EXPEDITED = 46 << 2;

    private final DatagramPlane plane = DatagramPlanes.open(SystemClock.system(), "headers");
    private final BlockingQueue<IpHeader> seen = new ArrayBlockingQueue<>(10);

    @AfterEach
    void close() {
        plane.close();
    }

    private BoundSocket receiver(String address) throws Exception {
        return plane.bind(Loopback.any(address), Loopback.BUFFER_BYTES,
                (_, datagram) -> seen.add(datagram.header()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void tellsTheHopLimitThatIsLeft(String address) throws Exception {
        BoundSocket receiver = receiver(address);
        BoundSocket sender = plane.bind(Loopback.any(address), Loopback.BUFFER_BYTES,
                Loopback.DEAF);
        for (int hopLimit : new int[]{17, 255, 1, BoundSocket.HOP_LIMIT_USUAL}) {
            plane.execute(() -> sender.send(receiver.local(), hopLimit, Loopback.bytes("x"),
                    SendListener.NONE));
            assertThat(Loopback.take(seen)).isEqualTo(new IpHeader(
                    hopLimit == BoundSocket.HOP_LIMIT_USUAL ? 64 : hopLimit, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void tellsTheTrafficClass(String address) throws Exception {
        BoundSocket receiver = receiver(address);
        InetAddress local = InetAddress.ofLiteral(address);
        try (DatagramSocket sender = new DatagramSocket(new InetSocketAddress(local, 0))) {
            sender.setTrafficClass(EXPEDITED);
            sender.send(new DatagramPacket(new byte[1], 1, receiver.local()));
        }

        assertThat(Loopback.take(seen)).isEqualTo(new IpHeader(64, EXPEDITED));
    }

    @Test
    void aHeaderLikeTheLastIsNotMadeAnew() {
        HeaderCache cache = new HeaderCache();
        IpHeader first = cache.of(61, EXPEDITED);

        assertThat(cache.of(61, EXPEDITED)).isSameAs(first);
        assertThat(cache.of(60, 0)).isEqualTo(new IpHeader(60, 0));
        assertThat(cache.of(61, 0)).isEqualTo(new IpHeader(61, 0));
        assertThat(cache.of(-1, -1)).isEqualTo(IpHeader.NOT_KNOWN);
        assertThat(cache.of(0, -1)).isEqualTo(new IpHeader(0, -1));
    }
}
