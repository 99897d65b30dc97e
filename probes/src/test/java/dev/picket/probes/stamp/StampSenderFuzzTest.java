package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.picket.testing.Mutations;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a sender is told in reply, over several rounds of one path: it throws nothing, every
/// round ends, and what it says of its packets adds up. An input is a play of [SenderPlay].
final class StampSenderFuzzTest {

    private static final int NUMBER = 5;
    private static final int MUTATIONS = 5_000;

    @Test
    void mutationsHarmNothing() {
        Mutations.each(seeds(), MUTATIONS, NUMBER, this::addsUpWhateverItIsTold);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void addsUpWhateverItIsTold(byte[] input) {
        if (input.length == 0) {
            return;
        }
        SenderPlay play = new SenderPlay(ByteBuffer.wrap(input));
        play.run();
        // Each packet sent is charged to one span at most.
        assertThat(play.charged()).isLessThanOrEqualTo(play.sent());
    }

    /// A quiet round, two whole ones, one of a stateful and one of a stateless reflector, direct
    /// measurement, a counter that begins anew, copies, garbage, refusals.
    static Stream<byte[]> seeds() {
        return Stream.of(bytes(0),
                bytes(0, 6, 10, 1, 0, 0, 1, 1, 1, 1, 2, 2, 1, 3, 3, 1, 4, 4, 1, 5, 5, 6, 10, 1, 0,
                        6, 1, 1, 7, 1, 2, 8, 1, 3, 9, 1, 4, 10, 1, 5, 11),
                bytes(0, 1, 0, 0, 1, 1, 1, 1, 2, 2, 1, 3, 3),
                bytes(8, 4, 0, 4, 1, 4, 2, 4, 3), bytes(3, 2, 0, 1, 2, 1, 2, 2, 2, 3),
                bytes(0, 1, 0, 9, 1, 1, 10, 6, 255, 6, 255, 1, 0, 0, 1, 1, 1),
                bytes(4, 1, 0, 0, 7, 1, 0, 1, 7), bytes(1, 0, 44, 3, 1, 2, 3, 5, 20, 7),
                bytes(0, 8, 0, 0, 8, 1, 3, 9, 2, 5));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
