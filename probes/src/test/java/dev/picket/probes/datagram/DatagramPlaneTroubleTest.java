package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.time.SystemClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramPlaneTroubleTest {

    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "plane under test");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void countsEveryDatagramTheKernelDropsAtASmallBuffer() throws Exception {
        int packets = 500;
        CountDownLatch sent = new CountDownLatch(packets);
        AtomicInteger received = new AtomicInteger();
        BoundSocket small = plane.bind(Loopback.any("127.0.0.1"), 1,
                (_, _) -> received.incrementAndGet());
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);

        // In one task nothing is read in between, so that the buffer overflows for certain.
        plane.execute(() -> {
            for (int i = 0; i < packets; i++) {
                sender.send(small.local(), Loopback.bytes("x".repeat(100)),
                        Loopback.onAnyEnd(sent));
            }
        });
        assertThat(sent.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        CountDownLatch read = new CountDownLatch(1);
        AtomicLong drops = new AtomicLong();
        plane.at(clock.monotonic().plus(Duration.ofMillis(50)), () -> {
            drops.set(small.receiveDrops());
            read.countDown();
        });
        assertThat(read.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();

        // The kernel's floor for a receive buffer, SOCK_MIN_RCVBUF, is 2,304 octets on 64 bits.
        assertThat(small.receiveBufferBytes()).isEqualTo(2_304);
        assertThat(drops.get()).isPositive();
        assertThat(received.get() + drops.get()).isEqualTo(packets);
    }

    @Test
    void tellsOfAClosedPortAndStillSendsTheRestOfTheBatch() throws Exception {
        BlockingQueue<String> unreachable = new ArrayBlockingQueue<>(100);
        BlockingQueue<Loopback.Seen> seen = new ArrayBlockingQueue<>(100);
        BoundSocket open = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.into(seen));
        BoundSocket passing = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);
        InetSocketAddress shut = passing.local();
        passing.close();
        BlockingQueue<String> refused = new ArrayBlockingQueue<>(100);
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                new Loopback.Unreachables(unreachable));

        plane.execute(() -> {
            for (int i = 0; i < 10; i++) {
                sender.send(shut, Loopback.bytes("to nobody"), new Loopback.Refusals(refused));
                sender.send(open.local(), Loopback.bytes("to somebody " + i),
                        new Loopback.Refusals(refused));
            }
        });

        for (int i = 0; i < 10; i++) {
            assertThat(Loopback.take(seen).text()).isEqualTo("to somebody " + i);
        }
        assertThat(Loopback.take(unreachable)).isEqualTo(
                shut + " PORT_UNREACHABLE by 127.0.0.1: to nobody");
        assertThat(refused).isEmpty();
    }

    @Test
    void refusesADestinationThisMachineCannotReach() throws Exception {
        BlockingQueue<String> refused = new ArrayBlockingQueue<>(10);
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);

        // A socket bound to loopback has no way out of this machine; the kernel says EINVAL.
        plane.execute(
                () -> sender.send(new InetSocketAddress("192.0.2.1", 9), Loopback.bytes("out"),
                        new Loopback.Refusals(refused)));

        assertThat(Loopback.take(refused)).isIn("LOCAL_ERROR", "LOCAL_NO_ROUTE");
    }

    @Test
    void noticesThatItsThreadStoodStill() throws Exception {
        MonotonicInstant start = clock.monotonic();
        CountDownLatch done = new CountDownLatch(1);
        plane.execute(() -> {
            while (clock.monotonic().nanosSince(start) < Duration.ofMillis(80).toNanos()) {
                Thread.onSpinWait();
            }
            plane.execute(() -> plane.execute(done::countDown));
        });
        assertThat(done.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(plane.longestStallNanos(start)).isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void readsWhatWaitsBeforeATimeoutThatPassedMeanwhile() throws Exception {
        BlockingQueue<String> order = new ArrayBlockingQueue<>(100);
        BoundSocket receiver = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                (_, _) -> order.add("reply"));
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);

        plane.execute(() -> {
            MonotonicInstant begun = clock.monotonic();
            plane.at(begun.plus(Duration.ofMillis(20)), () -> order.add("timeout"));
            for (int i = 0; i <= MessageVector.MESSAGES; i++) {
                sender.send(receiver.local(), Loopback.bytes("now"), SendListener.NONE);
            }
            while (clock.monotonic().nanosSince(begun) < Duration.ofMillis(60).toNanos()) {
                Thread.onSpinWait();
            }
        });

        assertThat(Loopback.take(order)).isEqualTo("reply");
    }

    @Test
    void survivesAHandlerThatThrows() throws Exception {
        CountDownLatch alive = new CountDownLatch(1);
        plane.execute(() -> {
            throw new IllegalStateException("a defect made for this test");
        });
        plane.execute(alive::countDown);

        assertThat(alive.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysWhichAddressItCouldNotBind() {
        assertThatThrownBy(
                () -> plane.bind(Loopback.any("192.0.2.77"), Loopback.BUFFER_BYTES, Loopback.DEAF))
                .isInstanceOf(IOException.class).hasMessage("cannot bind to UDP 192.0.2.77:0: "
                        + "no interface of this machine has that address");
    }

    @Test
    void tasksHandedToAClosedPlaneGoNowhere() {
        for (int i = 0; i < 20; i++) {
            DatagramPlane closed = DatagramPlanes.open(clock, "closed plane");
            closed.close();
            closed.execute(() -> {
                throw new AssertionError("ran on a closed plane");
            });
        }
    }
}
