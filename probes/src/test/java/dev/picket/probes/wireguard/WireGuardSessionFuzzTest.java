package dev.picket.probes.wireguard;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a WireGuard probe is told in reply: it throws nothing, makes no more initiations than
/// it may, ends, and is good only where the gateway itself answered. An input is a play of
/// [SessionPlay].
final class WireGuardSessionFuzzTest {

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void isGoodOnlyWhereTheGatewayAnswered(byte[] input) {
        new SessionPlay(ByteBuffer.wrap(input)).run();
    }

    /// Calls of the gateway, confirmed, changed, twice, amid our own initiations. Before those:
    /// a good handshake; silence; one answered late, one changed on the way, one replayed from
    /// another session; cookies; garbage of each type; refusals.
    static Stream<byte[]> seeds() {
        return Stream.of(WireGuardGatewayFuzzTest.bytes(1), WireGuardGatewayFuzzTest.bytes(9, 0),
                WireGuardGatewayFuzzTest.bytes(4, 100, 4, 100, 1),
                WireGuardGatewayFuzzTest.bytes(2, 0, 30, 1, 2, 0, 61, 255),
                WireGuardGatewayFuzzTest.bytes(7, 1, 1), WireGuardGatewayFuzzTest.bytes(3, 3, 3, 1),
                WireGuardGatewayFuzzTest.bytes(3, 4, 50, 1, 8),
                WireGuardGatewayFuzzTest.bytes(0, 2, 1, 2, 0, 3, 9, 0, 4, 32, 1),
                WireGuardGatewayFuzzTest.bytes(5, 0, 0, 5, 1, 3, 4, 255),
                WireGuardGatewayFuzzTest.bytes(1, 5, 1, 3), WireGuardGatewayFuzzTest.bytes(6, 9),
                WireGuardGatewayFuzzTest.bytes(10, 12, 0, 0, 0),
                WireGuardGatewayFuzzTest.bytes(10, 12, 1, 0, 0, 1),
                WireGuardGatewayFuzzTest.bytes(11, 40, 1, 11, 90, 255, 10, 12, 0, 3, 1),
                WireGuardGatewayFuzzTest.bytes(10, 10, 8, 10, 1, 12, 0, 0, 0),
                WireGuardGatewayFuzzTest.bytes(8, 10, 3, 5, 0, 2, 12, 1, 20, 1, 12, 0, 0, 0));
    }
}
