package dev.picket.probes.wireguard;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever arrives at a gateway: it throws nothing, answers at most as much as it was asked with,
/// and answers no initiation but a genuine, new one of a peer. An input is a play of [GatewayPlay].
final class WireGuardGatewayFuzzTest {

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void answersOnlyWhatIsGenuineAndNew(byte[] input) {
        new GatewayPlay(ByteBuffer.wrap(input)).run();
    }

    /// A handshake; one repeated at once and later, one too soon, one with a cookie; a stranger;
    /// garbage of each type; a damaged one of each kind.
    static Stream<byte[]> seeds() {
        return Stream.of(bytes(1, 1, 9, 5, 0, 0), bytes(1, 2, 1, 2),
                bytes(1, 1, 9, 4, 100, 3, 0, 0), bytes(1, 1, 1, 1, 4, 1, 1, 1),
                bytes(6, 1, 1, 1, 7, 1, 1, 1), bytes(8, 1, 1), bytes(2, 1, 1, 20, 255),
                bytes(2, 1, 1, 119, 1), bytes(1, 1, 1, 3, 50, 1), bytes(0, 1, 1, 2, 3),
                bytes(0, 4, 1, 2, 3), bytes(1, 0, 9, 5, 7, 3), bytes(1, 5, 1, 4, 3, 1, 6, 2));
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
