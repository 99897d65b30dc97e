package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.session.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramPlaneTest {

    private static final int BUFFER_BYTES = 1 << 20;
    private static final long WAIT_SECONDS = 10;
    private static final DatagramHandler DEAF = (_, _) -> {};

    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "plane under test");

    @AfterEach
    void close() {
        plane.close();
    }

    private record Seen(InetSocketAddress from, String text, MonotonicInstant at,
            ClockSource source) {}

    private static DatagramHandler into(BlockingQueue<Seen> queue) {
        return (_, datagram) -> queue.add(new Seen(datagram.from(), text(datagram.payload()),
                datagram.at(), datagram.source()));
    }

    private static String text(ByteBuffer payload) {
        byte[] octets = new byte[payload.remaining()];
        payload.get(octets);
        return new String(octets, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).as("arrived within " + WAIT_SECONDS + " s").isNotNull();
        return taken;
    }

    private static InetSocketAddress any(String address) {
        return new InetSocketAddress(address, 0);
    }

    @Test
    void isTheKernelPlaneHere() {
        assertThat(plane.stampsLabel()).isEqualTo("kernel-rx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.80.1.9", "::1"})
    void carriesADatagramWithAKernelStampBetweenSendAndReceipt(String address) throws Exception {
        BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(10);
        BlockingQueue<MonotonicInstant> sent = new ArrayBlockingQueue<>(10);
        BoundSocket receiver = plane.bind(any(address), BUFFER_BYTES, into(seen));
        BoundSocket sender = plane.bind(any(address), BUFFER_BYTES, DEAF);
        // The kernel switches stamps on a moment after it is asked: what came before has none.
        Seen arrived;
        MonotonicInstant left;
        do {
            plane.execute(() -> sender.send(receiver.local(), bytes("hello"), onSent(sent)));
            left = take(sent);
            arrived = take(seen);
        } while (arrived.source() != ClockSource.KERNEL_RX);

        assertThat(arrived.text()).isEqualTo("hello");
        assertThat(arrived.from()).isEqualTo(sender.local());
        // Both clocks are read to the nanosecond; the bracket of the offset allows 20 µs.
        assertThat(arrived.at().nanosSince(left)).isBetween(-ClockOffset.BRACKET_NANOS_MAX,
                Duration.ofSeconds(1).toNanos());
    }

    private static SendListener onSent(BlockingQueue<MonotonicInstant> sent) {
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

    @Test
    void answersFromAHandlerInBatches() throws Exception {
        int packets = 1_000;
        CountDownLatch echoed = new CountDownLatch(packets);
        BoundSocket echo = plane.bind(any("127.0.0.1"), BUFFER_BYTES, (socket, datagram) -> socket
                .send(datagram.from(), datagram.payload(), SendListener.NONE));
        BoundSocket sender = plane.bind(any("127.0.0.1"), BUFFER_BYTES,
                (_, _) -> echoed.countDown());

        plane.execute(() -> {
            for (int i = 0; i < packets; i++) {
                sender.send(echo.local(), bytes("packet " + i), SendListener.NONE);
            }
        });

        assertThat(echoed.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(echo.receiveDrops()).isZero();
    }

    @Test
    void runsTasksInTheOrderOfTheirTimesAndNeverEarly() throws Exception {
        BlockingQueue<String> ran = new ArrayBlockingQueue<>(10);
        AtomicLong early = new AtomicLong();
        plane.execute(() -> {
            MonotonicInstant start = clock.monotonic();
            for (int millis : new int[]{300, 100, 200}) {
                MonotonicInstant when = start.plus(Duration.ofMillis(millis));
                plane.at(when, () -> {
                    early.accumulateAndGet(when.nanosSince(clock.monotonic()), Math::max);
                    ran.add(millis + " ms");
                });
            }
        });

        assertThat(take(ran)).isEqualTo("100 ms");
        assertThat(take(ran)).isEqualTo("200 ms");
        assertThat(take(ran)).isEqualTo("300 ms");
        assertThat(early.get()).isZero();
    }

    @Test
    void countsEveryDatagramTheKernelDropsAtASmallBuffer() throws Exception {
        int packets = 500;
        CountDownLatch sent = new CountDownLatch(packets);
        AtomicInteger received = new AtomicInteger();
        BoundSocket small = plane.bind(any("127.0.0.1"), 1, (_, _) -> received.incrementAndGet());
        BoundSocket sender = plane.bind(any("127.0.0.1"), BUFFER_BYTES, DEAF);

        // In one task nothing is read in between, so that the buffer overflows for certain.
        plane.execute(() -> {
            for (int i = 0; i < packets; i++) {
                sender.send(small.local(), bytes("x".repeat(100)), onAnyEnd(sent));
            }
        });
        assertThat(sent.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        CountDownLatch read = new CountDownLatch(1);
        AtomicLong drops = new AtomicLong();
        plane.at(clock.monotonic().plus(Duration.ofMillis(50)), () -> {
            drops.set(small.receiveDrops());
            read.countDown();
        });
        assertThat(read.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();

        // The kernel's floor for a receive buffer, SOCK_MIN_RCVBUF, is 2,304 octets on 64 bits.
        assertThat(small.receiveBufferBytes()).isEqualTo(2_304);
        assertThat(drops.get()).isPositive();
        assertThat(received.get() + drops.get()).isEqualTo(packets);
    }

    private static SendListener onAnyEnd(CountDownLatch latch) {
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

    @Test
    void tellsOfAClosedPortAndStillSendsTheRestOfTheBatch() throws Exception {
        BlockingQueue<String> unreachable = new ArrayBlockingQueue<>(100);
        BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(100);
        BoundSocket open = plane.bind(any("127.0.0.1"), BUFFER_BYTES, into(seen));
        BoundSocket passing = plane.bind(any("127.0.0.1"), BUFFER_BYTES, DEAF);
        InetSocketAddress shut = passing.local();
        passing.close();
        BlockingQueue<String> refused = new ArrayBlockingQueue<>(100);
        BoundSocket sender = plane.bind(any("127.0.0.1"), BUFFER_BYTES,
                new Unreachables(unreachable));

        plane.execute(() -> {
            for (int i = 0; i < 10; i++) {
                sender.send(shut, bytes("to nobody"), new Refusals(refused));
                sender.send(open.local(), bytes("to somebody " + i), new Refusals(refused));
            }
        });

        for (int i = 0; i < 10; i++) {
            assertThat(take(seen).text()).isEqualTo("to somebody " + i);
        }
        assertThat(take(unreachable)).isEqualTo(shut + " PORT_UNREACHABLE");
        assertThat(refused).isEmpty();
    }

    private record Unreachables(BlockingQueue<String> queue) implements DatagramHandler {
        @Override
        public void received(BoundSocket socket, Received datagram) {}

        @Override
        public void unreachable(BoundSocket socket, InetSocketAddress destination,
                Refusal refusal) {
            queue.add(destination + " " + refusal);
        }
    }

    private record Refusals(BlockingQueue<String> queue) implements SendListener {
        @Override
        public void sent(MonotonicInstant at) {}

        @Override
        public void refused(MonotonicInstant at, Refusal refusal) {
            queue.add(refusal.name());
        }
    }

    @Test
    void refusesADestinationThisMachineCannotReach() throws Exception {
        BlockingQueue<String> refused = new ArrayBlockingQueue<>(10);
        BoundSocket sender = plane.bind(any("127.0.0.1"), BUFFER_BYTES, DEAF);

        // A socket bound to loopback has no way out of this machine; the kernel says EINVAL.
        plane.execute(() -> sender.send(new InetSocketAddress("192.0.2.1", 9), bytes("out"),
                new Refusals(refused)));

        assertThat(take(refused)).isIn("LOCAL_ERROR", "LOCAL_NO_ROUTE");
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
        assertThat(done.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(plane.longestStallNanos(start)).isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void readsWhatWaitsBeforeATimeoutThatPassedMeanwhile() throws Exception {
        BlockingQueue<String> order = new ArrayBlockingQueue<>(100);
        BoundSocket receiver = plane.bind(any("127.0.0.1"), BUFFER_BYTES,
                (_, _) -> order.add("reply"));
        BoundSocket sender = plane.bind(any("127.0.0.1"), BUFFER_BYTES, DEAF);

        plane.execute(() -> {
            MonotonicInstant begun = clock.monotonic();
            plane.at(begun.plus(Duration.ofMillis(20)), () -> order.add("timeout"));
            for (int i = 0; i <= MessageVector.MESSAGES; i++) {
                sender.send(receiver.local(), bytes("now"), SendListener.NONE);
            }
            while (clock.monotonic().nanosSince(begun) < Duration.ofMillis(60).toNanos()) {
                Thread.onSpinWait();
            }
        });

        assertThat(take(order)).isEqualTo("reply");
    }

    @Test
    void survivesAHandlerThatThrows() throws Exception {
        CountDownLatch alive = new CountDownLatch(1);
        plane.execute(() -> {
            throw new IllegalStateException("a defect made for this test");
        });
        plane.execute(alive::countDown);

        assertThat(alive.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void holdsAThousandSockets() throws Exception {
        BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(2_000);
        BoundSocket sender = plane.bind(any("127.0.0.1"), BUFFER_BYTES, DEAF);
        BoundSocket[] sockets = new BoundSocket[1_000];
        for (int i = 0; i < sockets.length; i++) {
            String address = "127.81." + (1 + i / 250) + "." + (1 + i % 250);
            sockets[i] = plane.bind(any(address), 65_536, into(seen));
        }

        plane.execute(() -> {
            for (BoundSocket socket : sockets) {
                sender.send(socket.local(), bytes("hi"), SendListener.NONE);
            }
        });

        for (int i = 0; i < sockets.length; i++) {
            take(seen);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void saysWhichAddressItCouldNotBind() {
        assertThatThrownBy(() -> plane.bind(any("192.0.2.77"), BUFFER_BYTES, DEAF))
                .isInstanceOf(IOException.class).hasMessage("cannot bind to UDP 192.0.2.77:0: "
                        + "no interface of this machine has that address");
    }

    @Test
    void thePortablePlaneCarriesDatagramsWithUserStamps() throws Exception {
        try (DatagramPlane portable = new PortableDatagramPlane(clock, "portable")) {
            BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(10);
            BlockingQueue<MonotonicInstant> sent = new ArrayBlockingQueue<>(10);
            BoundSocket receiver = portable.bind(any("127.0.0.1"), BUFFER_BYTES, into(seen));
            BoundSocket sender = portable.bind(any("127.0.0.1"), BUFFER_BYTES, DEAF);

            MonotonicInstant when = clock.monotonic().plus(Duration.ofMillis(20));
            portable.at(when, () -> sender.send(receiver.local(), bytes("hello"), onSent(sent)));

            assertThat(take(sent).nanosSince(when)).isNotNegative();
            assertThat(take(seen).text()).isEqualTo("hello");
            assertThat(portable.stampsLabel()).isEqualTo("user");
        }
    }
}
