package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class ControlPathTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final InetSocketAddress LOCAL = new InetSocketAddress(
            InetAddress.getLoopbackAddress(), 40_000);

    private final StallLog stalls = new StallLog(new MonotonicInstant(0));
    private final HandPlane plane = new HandPlane();
    private final ControlPath path;

    ControlPathTest() throws IOException {
        path = ControlPath.start(plane, plane, stalls);
    }

    /// A plane whose one timer, one socket and clock are moved by hand.
    private static final class HandPlane implements DatagramPlane, Clock, BoundSocket {

        private final Deque<ByteBuffer> sent = new ArrayDeque<>();
        private DatagramHandler handler = (_, _) -> {};
        private Runnable timer = () -> {};
        private boolean refusing;
        private long nanos;

        /// Gives the oldest beat back, stamped at `at`.
        void giveBack(long at) {
            handler.received(this, new Received(LOCAL, sent.remove(), new MonotonicInstant(at),
                    ClockSource.KERNEL_RX));
        }

        void beat() {
            nanos += 10 * MILLI_NANOS;
            timer.run();
        }

        @Override
        public BoundSocket bind(SocketKind kind, InetSocketAddress local,
                int receiveBufferBytes, DatagramHandler told) {
            handler = told;
            return this;
        }

        @Override
        public void at(MonotonicInstant when, Runnable task) {
            assertThat(when.nanos()).isEqualTo(nanos + StallLog.HEARTBEAT_NANOS);
            timer = task;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void send(InetSocketAddress to, int hopLimit, ByteBuffer payload,
                SendListener listener) {
            assertThat(listener.wantsStamp()).isFalse();
            if (refusing) {
                listener.refused(monotonic(), Refusal.LOCAL_FIREWALL);
            } else {
                sent.add(ByteBuffer.allocate(8).put(payload.duplicate()).flip());
            }
        }

        @Override
        public long longestStallNanos(MonotonicInstant since) {
            return 0;
        }

        @Override
        public String stampsLabel() {
            return "virtual";
        }

        @Override
        public InetSocketAddress local() {
            return LOCAL;
        }

        @Override
        public long receiveDrops() {
            return 0;
        }

        @Override
        public int receiveBufferBytes() {
            return 0;
        }

        @Override
        public Instant wall() {
            return Instant.EPOCH;
        }

        @Override
        public MonotonicInstant monotonic() {
            return new MonotonicInstant(nanos);
        }

        @Override
        public void close() {}
    }

    @Test
    void aBeatThatWaitedToBeReadIsAStall() {
        plane.nanos = 40 * MILLI_NANOS;
        plane.giveBack(5 * MILLI_NANOS);

        assertThat(stalls.longestSince(new MonotonicInstant(0))).isEqualTo(35 * MILLI_NANOS);
        assertThat(path.lost()).isZero();
    }

    @Test
    void aBeatReadAtOnceIsNone() {
        plane.nanos = MILLI_NANOS;
        plane.giveBack(0);

        assertThat(stalls.longestSince(new MonotonicInstant(0))).isZero();
    }

    @Test
    void beatsThatDoNotComeBackBeforeALaterOneAreLost() {
        plane.beat();
        plane.beat();
        plane.sent.remove();
        plane.sent.remove();
        assertThat(path.lost()).isZero();

        plane.giveBack(plane.nanos);

        assertThat(path.lost()).isEqualTo(2);
    }

    @Test
    void aRefusedBeatIsLostOnce() {
        plane.refusing = true;
        plane.beat();
        plane.refusing = false;
        plane.beat();
        plane.giveBack(plane.nanos);
        plane.giveBack(plane.nanos);

        assertThat(path.lost()).isEqualTo(1);
    }
}
