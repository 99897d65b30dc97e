package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransportTest {

    private static final int OURS = 0x01020304;
    private final byte[] there = Entropy.seeded(1).bytes(32);
    private final byte[] back = Entropy.seeded(2).bytes(32);
    private final Transport vantage = new Transport(
            new TransportKeys(there.clone(), back.clone(), OURS));
    private final Transport gateway = new Transport(
            new TransportKeys(back.clone(), there.clone(), 7));

    @ParameterizedTest
    @CsvSource({"0,0", "1,16", "15,16", "16,16", "17,32", "104,112", "1280,1280"})
    void aPacketIsPaddedWithZeroesToAMultipleOfSixteen(int length, int padded) {
        byte[] packet = new byte[length];
        Arrays.fill(packet, (byte) 9);

        byte[] message = vantage.seal(packet);

        assertThat(message).hasSize(32 + padded).startsWith(4, 0, 0, 0, 4, 3, 2, 1);
        assertThat(gateway.open(message)).hasValueSatisfying(
                opened -> assertThat(opened).isEqualTo(Arrays.copyOf(packet, padded)));
    }

    @Test
    void theCountersRiseAndEachIsTakenOnce() {
        byte[] first = vantage.seal(new byte[1]);
        byte[] second = vantage.seal(new byte[1]);

        assertThat(Bytes.getLong(first, Layout.DATA_COUNTER)).isZero();
        assertThat(Bytes.getLong(second, Layout.DATA_COUNTER)).isEqualTo(1);
        assertThat(gateway.open(second)).isPresent();
        assertThat(gateway.open(first)).isPresent();
        assertThat(gateway.open(first)).isEmpty();
        assertThat(gateway.open(second)).isEmpty();
    }

    @Test
    void aForgedCounterDoesNotMoveTheWindow() {
        byte[] forged = vantage.seal(new byte[1]);
        Bytes.putLong(forged, Layout.DATA_COUNTER, 1_000_000);

        assertThat(gateway.open(forged)).isEmpty();
        assertThat(gateway.open(vantage.seal(new byte[1]))).isPresent();
    }

    @Test
    void whatIsNoDataMessageCarriesNothing() {
        byte[] message = vantage.seal(new byte[20]);
        message[0] = Layout.RESPONSE;

        assertThat(gateway.open(message)).isEmpty();
        assertThat(gateway.open(new byte[0])).isEmpty();
        assertThat(gateway.open(Arrays.copyOf(vantage.seal(new byte[20]), 47))).isEmpty();
        assertThat(vantage.open(vantage.seal(new byte[20]))).as("our own").isEmpty();
    }
}
