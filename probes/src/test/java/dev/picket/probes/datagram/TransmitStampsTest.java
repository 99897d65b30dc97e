package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.session.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransmitStampsTest {

    private static final int PACKETS = 500;
    private static final long MICRO_NANOS = 1_000L;

    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "plane under test");
    private final Map<Integer, MonotonicInstant> sent = new ConcurrentHashMap<>();
    private final Map<Integer, MonotonicInstant> stamped = new ConcurrentHashMap<>();
    private final Map<Integer, MonotonicInstant> arrived = new ConcurrentHashMap<>();
    private final Map<Integer, Refusal> refused = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        plane.close();
    }

    private SendListener noting(int packet) {
        return new SendListener() {
            @Override
            public void sent(MonotonicInstant at) {
                sent.put(packet, at);
            }

            @Override
            public void refused(MonotonicInstant at, Refusal refusal) {
                refused.put(packet, refusal);
            }

            @Override
            public void stamped(MonotonicInstant at) {
                stamped.put(packet, at);
            }
        };
    }

    private BoundSocket receiver(String address, CountDownLatch all) throws Exception {
        return plane.bind(Loopback.any(address), Loopback.BUFFER_BYTES, (_, datagram) -> {
            if (datagram.source() == ClockSource.KERNEL_RX) {
                arrived.put(datagram.payload().getInt(), datagram.at());
            }
            all.countDown();
        });
    }

    private static MonotonicInstant of(int packet, Map<Integer, MonotonicInstant> times) {
        return Optional.ofNullable(times.get(packet))
                .orElseThrow(() -> new AssertionError("nothing of packet " + packet));
    }

    private static ByteBuffer number(int packet) {
        return ByteBuffer.allocate(4).putInt(packet).flip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void stampEveryDatagramBetweenItsSystemCallAndItsArrival(String address) throws Exception {
        CountDownLatch all = new CountDownLatch(PACKETS);
        BoundSocket receiver = receiver(address, all);
        BoundSocket sender = plane.bind(Loopback.any(address), Loopback.BUFFER_BYTES,
                Loopback.DEAF);

        plane.execute(() -> {
            for (int i = 0; i < PACKETS; i++) {
                sender.send(receiver.local(), number(i), noting(i));
            }
        });

        assertThat(all.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        // The loopback driver stamps within the system call.
        assertThat(stamped).hasSize(PACKETS);
        // 20 us are the bracket of a reading of the clocks' offset; two readings are compared.
        long slack = 2 * ClockOffset.BRACKET_NANOS_MAX;
        arrived.forEach((packet, at) -> {
            assertThat(of(packet, stamped).nanosSince(of(packet, sent))).as("packet " + packet)
                    .isGreaterThan(-slack);
            // The kernel stamps both ends within one traversal of the loopback driver.
            assertThat(at.nanosSince(of(packet, stamped))).as("packet " + packet)
                    .isBetween(-slack, slack + 100 * MICRO_NANOS);
        });
        assertThat(arrived).hasSizeGreaterThan(PACKETS / 2);
    }

    @Test
    void stayWithTheirDatagramsWhenSomeAreRefused() throws Exception {
        CountDownLatch all = new CountDownLatch(PACKETS);
        BoundSocket receiver = receiver("127.0.0.1", all);
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);
        // A socket bound to loopback has no way to another machine.
        InetSocketAddress nowhere = new InetSocketAddress("192.0.2.1", 9);

        plane.execute(() -> sendAround(sender, receiver.local(), nowhere, 0));

        assertThat(all.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.keySet()).allMatch(packet -> packet < 0).hasSize(PACKETS / 50);
        assertThat(stamped).hasSize(PACKETS);
        assertThat(stamped.keySet()).allMatch(packet -> packet >= 0);
        arrived.keySet().retainAll(stamped.keySet());
        arrived.forEach((packet, at) -> assertThat(at.nanosSince(of(packet, stamped)))
                .as("packet " + packet).isBetween(-2 * ClockOffset.BRACKET_NANOS_MAX,
                        2 * ClockOffset.BRACKET_NANOS_MAX + 100 * MICRO_NANOS));
    }

    /// Ten datagrams a turn; in every fifth turn one more, to nowhere, after the fifth. Turns are
    /// 2 ms apart, so that a stamp of a wrong datagram is off by that.
    private void sendAround(BoundSocket sender, InetSocketAddress to, InetSocketAddress nowhere,
            int first) {
        for (int i = first; i < first + 10; i++) {
            if (first % 50 == 0 && i == first + 5) {
                sender.send(nowhere, number(-1 - i), noting(-1 - i));
            }
            sender.send(to, number(i), noting(i));
        }
        if (first + 10 < PACKETS) {
            plane.at(clock.monotonic().plus(Duration.ofMillis(2)),
                    () -> sendAround(sender, to, nowhere, first + 10));
        }
    }

    @Test
    void areNotAskedForWhereNobodyListens() throws Exception {
        CountDownLatch all = new CountDownLatch(2);
        BoundSocket receiver = receiver("127.0.0.1", all);
        BoundSocket sender = plane.bind(Loopback.any("127.0.0.1"), Loopback.BUFFER_BYTES,
                Loopback.DEAF);

        plane.execute(() -> sender.send(receiver.local(), number(1), SendListener.NONE));
        plane.execute(() -> sender.send(receiver.local(), number(2), SendListener.NONE));

        assertThat(all.await(Loopback.WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(((KernelSocket) sender).stamps().isOn()).isFalse();
    }

    @Test
    void whatIsSentAfterARefusalGoesWithoutUntilNumbersBeginAnew() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Posix.errorState(arena);
            int fd = Posix.socket(state, Posix.AF_INET, Posix.SOCK_DGRAM, 0);
            TransmitStamps stamps = new TransmitStamps();
            stamps.switchOn(state, fd);
            stamps.sent(noting(0));
            stamps.lostCount();
            stamps.sent(noting(1));
            stamps.stamped(0, new MonotonicInstant(10));
            stamps.stamped(1, new MonotonicInstant(11));

            stamps.restart(state, fd);
            stamps.sent(noting(2));
            stamps.stamped(0, new MonotonicInstant(12));
            stamps.stamped(1, new MonotonicInstant(13));
            Posix.close(state, fd);
        }

        assertThat(stamped).containsExactlyInAnyOrderEntriesOf(
                Map.of(0, new MonotonicInstant(10), 2, new MonotonicInstant(12)));
    }

    @Test
    void aNumberThatIsNotWaitedForIsNobodys() {
        TransmitStamps stamps = new TransmitStamps();

        for (long number : List.of(0L, 1L, 0xffff_ffffL)) {
            stamps.stamped(number, new MonotonicInstant(1));
        }

        assertThat(stamps.isOn()).isFalse();
    }
}
