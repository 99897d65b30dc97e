package dev.picket.probes.tunnel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes out of a tunnel: a ladder throws nothing, ends in time, sends no more than it may
/// and is not good without an answer. An input is a play of [LadderPlay].
final class LadderFuzzTest {

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void endsInTimeWhateverComes(byte[] input) {
        new LadderPlay(ByteBuffer.wrap(input)).run();
    }

    /// Silence; all answered; each answer changed in one octet or another; copies; losses; late
    /// ones; garbage of each protocol.
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(bytes(), climb(200, 0), climb(30, 4), climb(30, 3), climb(30, 5, 40),
                        bytes(1, 0, 60, 129, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
                                14, 15, 16, 17, 18, 19, 20),
                        bytes(1, 0, 80, 1, 4, 0, 0, 0, 0, 0, 0, 0x60, 0, 0, 0, 0, 0, 17, 0, 0, 0),
                        bytes(1, 1, 40, 0, 53, 0xc3, 0x50, 0, 8, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                0, 0, 0, 0, 0),
                        bytes(1, 2, 50, 0, 53, 0xc3, 0x52, 0, 0, 0, 1, 0, 0, 0, 0, 0xf0, 0x12, 0,
                                0, 0, 0, 0, 0, 0, 0)),
                Stream.iterate(0, at -> at < 64, at -> at + 1).map(at -> climb(40, 2, at, 0xff)));
    }

    /// Time passes and answers come in turn; each fourth step is `step`.
    private static byte[] climb(int steps, int... step) {
        int[] octets = new int[steps * (3 + step.length)];
        for (int i = 0; i < steps; i++) {
            int at = i * (3 + step.length);
            octets[at] = 6;
            octets[at + 1] = 6;
            octets[at + 2] = i < 5 ? 0 : 6;
            System.arraycopy(step, 0, octets, at + 3, step.length);
        }
        return bytes(octets);
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
