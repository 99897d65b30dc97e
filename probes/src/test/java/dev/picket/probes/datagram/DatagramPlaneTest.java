package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.time.SystemClock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramPlaneTest {

    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "plane under test");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void isTheKernelPlaneHere() {
        assertThat(plane.stampsLabel()).isEqualTo("kernel-tx+rx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.80.1.9", "::1"})
    void carriesADatagramWithAKernelStampBetweenSendAndReceipt(String address) throws Exception {
        BlockingQueue<Loopback.Seen> seen = new ArrayBlockingQueue<>(10);
        BlockingQueue<MonotonicInstant> sent = new ArrayBlockingQueue<>(10);
        BoundSocket receiver = plane.bind(Loopback.any(address), Loopback.BUFFER_BYTES,
                Loopback.into(seen));
        BoundSocket sender = plane.bind(Loopback.any(address), Loopback.BUFFER_BYTES,
                Loopback.DEAF);
        // The kernel switches stamps on a moment after it is asked: what came before has none.
        Loopback.Seen arrived;
        MonotonicInstant left;
        do {
            plane.execute(() -> sender.send(receiver.local(), Loopback.bytes("hello"),
                    Loopback.onSent(sent)));
            left = Loopback.take(sent);
            arrived = Loopback.take(seen);
        } while (arrived.source() != ClockSource.KERNEL_RX);

        assertThat(arrived.text()).isEqualTo("hello");
        assertThat(arrived.from()).isEqualTo(sender.local());
        // Both clocks are read to the nanosecond; the bracket of the offset allows 20 µs.
        assertThat(arrived.at().nanosSince(left)).isBetween(-ClockOffset.BRACKET_NANOS_MAX,
                Duration.ofSeconds(1).toNanos());
    }

    @Test
    void answersFromAHandlerInBatches() throws Exception {
        int packets = 1_000;
        CountDownLatch echoed = new CountDownLatch(packets);
        BoundSocket echo = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                (socket, datagram) -> socket
                        .send(datagram.from(), datagram.payload(), SendListener.NONE));
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                (_, _) -> echoed.countDown());

        plane.execute(() -> {
            for (int i = 0; i < packets; i++) {
                sender.send(echo.local(), Loopback.bytes("packet " + i), SendListener.NONE);
            }
        });

        assertThat(echoed.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
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

        assertThat(Loopback.take(ran)).isEqualTo("100 ms");
        assertThat(Loopback.take(ran)).isEqualTo("200 ms");
        assertThat(Loopback.take(ran)).isEqualTo("300 ms");
        assertThat(early.get()).isZero();
    }

    @Test
    void holdsAThousandSockets() throws Exception {
        BlockingQueue<Loopback.Seen> seen = new ArrayBlockingQueue<>(2_000);
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);
        BoundSocket[] sockets = new BoundSocket[1_000];
        for (int i = 0; i < sockets.length; i++) {
            String address = "127.81." + (1 + i / 250) + "." + (1 + i % 250);
            sockets[i] = plane.bind(Loopback.any(address), 65_536, Loopback.into(seen));
        }

        plane.execute(() -> {
            for (BoundSocket socket : sockets) {
                sender.send(socket.local(), Loopback.bytes("hi"), SendListener.NONE);
            }
        });

        for (int i = 0; i < sockets.length; i++) {
            Loopback.take(seen);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void thePortablePlaneCarriesDatagramsWithUserStamps() throws Exception {
        try (DatagramPlane portable = new PortableDatagramPlane(clock, "portable")) {
            BlockingQueue<Loopback.Seen> seen = new ArrayBlockingQueue<>(10);
            BlockingQueue<MonotonicInstant> sent = new ArrayBlockingQueue<>(10);
            BoundSocket receiver = portable.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                    Loopback.into(seen));
            BoundSocket sender = portable.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                    Loopback.DEAF);

            MonotonicInstant when = clock.monotonic().plus(Duration.ofMillis(20));
            portable.at(when, () -> sender.send(receiver.local(), Loopback.bytes("hello"),
                    Loopback.onSent(sent)));

            assertThat(Loopback.take(sent).nanosSince(when)).isNotNegative();
            assertThat(Loopback.take(seen).text()).isEqualTo("hello");
            assertThat(portable.stampsLabel()).isEqualTo("user");
        }
    }
}
