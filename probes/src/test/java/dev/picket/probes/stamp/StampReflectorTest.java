package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.net.AddressPrefix;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampReflectorTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final InetSocketAddress SENDER = new InetSocketAddress("198.51.100.7", 40_001);

    private final StampReflector reflector = new StampReflector(8_620);

    @Test
    void countsEachSessionFromZeroWhateverItsSenderCounts() {
        assertThat(counterFor(SENDER, 1, 500)).contains(0L);
        assertThat(counterFor(SENDER, 1, 700)).contains(1L);
        assertThat(counterFor(SENDER, 2, 501)).contains(0L);
        assertThat(counterFor(new InetSocketAddress("198.51.100.7", 40_002), 1, 1)).contains(0L);
        assertThat(counterFor(SENDER, 1, 701)).contains(2L);
    }

    @Test
    void neverAnswersWithMoreThanItWasAskedWith() {
        for (int bytes = 0; bytes < 44; bytes++) {
            assertThat(answer(SENDER, ByteBuffer.allocate(bytes), 0)).as(bytes + " octets")
                    .isEmpty();
        }
        assertThat(answer(SENDER, ByteBuffer.allocate(44), 0).orElseThrow().remaining())
                .isEqualTo(44);
        assertThat(answer(SENDER, ByteBuffer.allocate(1_400), 0).orElseThrow().remaining())
                .isEqualTo(44);
        assertThat(reflector.silences(StampReflector.Silence.TOO_SHORT)).isEqualTo(44);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 19, 53, 123, 862, 8_620})
    void neverAnswersAPortThatAnswersByItself(int port) {
        assertThat(counterFor(new InetSocketAddress("198.51.100.7", port), 1, 1)).isEmpty();
        assertThat(reflector.silences(StampReflector.Silence.REFLECTING_PORT)).isEqualTo(1);
    }

    @Test
    void keepsEachSourceToItsBudget() {
        int answered = 0;
        // Ten thousand at one moment: the burst of 4,000 and no more.
        for (int i = 0; i < 10_000; i++) {
            answered += answer(SENDER, request(1, i), 0).isPresent() ? 1 : 0;
        }
        assertThat(answered).isEqualTo(4_000);

        // A tenth of a second later 200 more of 2,000 a second.
        for (int i = 0; i < 1_000; i++) {
            answered += answer(SENDER, request(1, i), 100_000_000L).isPresent() ? 1 : 0;
        }
        assertThat(answered).isEqualTo(4_200);
        assertThat(counterFor(new InetSocketAddress("198.51.100.8", 40_001), 1, 1)).contains(0L);
    }

    @Test
    void forgetsTheSessionIdleLongestWhenThereIsNoRoom() {
        StampReflector small = new StampReflector(8_620, ReflectorRules.OPEN, 100);
        small.answer(new MonotonicInstant(0), WALL, SENDER, request(1, 1));
        small.answer(new MonotonicInstant(0), WALL, SENDER, request(2, 1));
        for (int session = 3; session <= 101; session++) {
            // Session 2 stays in use and is not the one idle longest.
            small.answer(new MonotonicInstant(0), WALL, SENDER, request(session, 1));
            small.answer(new MonotonicInstant(0), WALL, SENDER, request(2, session));
        }

        assertThat(small.sessions()).isEqualTo(100);
        assertThat(counterOf(small, 2)).isEqualTo(100);
        assertThat(counterOf(small, 1)).isZero();
    }

    @Test
    void answersOnlyTheAddressesItIsToldTo() {
        StampReflector some = new StampReflector(8_620, new ReflectorRules(Optional.empty(), true,
                List.of(AddressPrefix.parse("198.51.100.0/29").orElseThrow(),
                        AddressPrefix.parse("2001:db8::/33").orElseThrow())));
        for (String allowed : List.of("198.51.100.7", "2001:db8:7fff::1")) {
            assertThat(some.answer(new MonotonicInstant(0), WALL,
                    new InetSocketAddress(allowed, 40_001), request(1, 1))).isPresent();
        }
        for (String other : List.of("198.51.100.8", "2001:db8:8000::1")) {
            assertThat(some.answer(new MonotonicInstant(0), WALL,
                    new InetSocketAddress(other, 40_001), request(1, 1))).isEmpty();
        }
        assertThat(some.silences(StampReflector.Silence.NOT_ALLOWED)).isEqualTo(2);
        assertThat(some.sessions()).isEqualTo(2);
        assertThat(AddressPrefix.parse("198.51.100.0/33")).isEmpty();
        assertThat(AddressPrefix.parse("example.org/8")).isEmpty();
    }

    @Test
    void aStatelessOneSendsBackTheSendersNumbers() {
        StampReflector stateless = new StampReflector(8_620,
                new ReflectorRules(Optional.empty(), false, List.of()));
        assertThat(counterOf(stateless, 1)).isEqualTo(9);
        assertThat(counterOf(stateless, 1)).isEqualTo(9);
    }

    private static long counterOf(StampReflector reflector, int session) {
        return reflector.answer(new MonotonicInstant(0), WALL, SENDER, request(session, 9))
                .flatMap(StampPacket::readReply).orElseThrow().sequence();
    }

    private Optional<Long> counterFor(InetSocketAddress from, int session, long sequence) {
        return answer(from, request(session, sequence), 0)
                .flatMap(StampPacket::readReply).map(StampPacket.Reply::sequence);
    }

    private static ByteBuffer request(int session, long sequence) {
        return StampPacket.request(new StampPacket.Request(sequence, 1, 1, session));
    }

    private Optional<ByteBuffer> answer(InetSocketAddress from, ByteBuffer request, long nanos) {
        return reflector.answer(new MonotonicInstant(nanos), WALL, from, request);
    }
}
