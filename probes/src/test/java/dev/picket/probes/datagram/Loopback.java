package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What tests of a plane on loopback share.
final class Loopback {

    static final int BUFFER_BYTES = 1 << 20;
    static final long WAIT_SECONDS = 10;
    static final DatagramHandler DEAF = (_, _) -> {};

    record Seen(InetSocketAddress from, String text, MonotonicInstant at,
            ClockSource source) {}

    static DatagramHandler into(BlockingQueue<Seen> queue) {
        return (_, datagram) -> queue.add(new Seen(datagram.from(), text(datagram.payload()),
                datagram.at(), datagram.source()));
    }

    static String text(ByteBuffer payload) {
        byte[] octets = new byte[payload.remaining()];
        payload.get(octets);
        return new String(octets, java.nio.charset.StandardCharsets.US_ASCII);
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).as("arrived within " + WAIT_SECONDS + " s").isNotNull();
        return taken;
    }

    static InetSocketAddress any(String address) {
        return new InetSocketAddress(address, 0);
    }

    static SendListener onSent(BlockingQueue<MonotonicInstant> sent) {
        return new SendListener() {
            @Override
            public void sent(MonotonicInstant at) {
                sent.add(at);
            }

            @Override
            public void refused(MonotonicInstant at, Refusal refusal) {
                throw new AssertionError("refused: " + refusal);
            }
        };
    }

    static SendListener onAnyEnd(CountDownLatch latch) {
        return new SendListener() {
            @Override
            public void sent(MonotonicInstant at) {
                latch.countDown();
            }

            @Override
            public void refused(MonotonicInstant at, Refusal refusal) {
                latch.countDown();
            }
        };
    }

    record Unreachables(BlockingQueue<String> queue) implements DatagramHandler {
        @Override
        public void received(BoundSocket socket, Received datagram) {}

        @Override
        public void unreachable(BoundSocket socket, Unreachable error) {
            queue.add(error.destination() + " " + error.error().refusal() + " by "
                    + error.error().offender().map(InetAddress::getHostAddress).orElse("nobody")
                    + ": " + text(error.quoted()));
        }
    }

    record Refusals(BlockingQueue<String> queue) implements SendListener {
        @Override
        public void sent(MonotonicInstant at) {}

        @Override
        public void refused(MonotonicInstant at, Refusal refusal) {
            queue.add(refusal.name());
        }
    }

    private Loopback() {}
}
