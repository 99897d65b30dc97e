package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.ClockSource;
import dev.picket.probes.session.Action;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WireGuardGatewayTest {

    private static final int FUZZED = 100_000;
    private final Couple couple = new Couple();

    @Test
    void aReplayedInitiationMeetsSilence() {
        ByteBuffer message = firstInitiation();
        assertThat(answer(message)).isPresent();
        couple.now = couple.now.plus(Duration.ofSeconds(1));
        assertThat(answer(message)).isEmpty();
        assertThat(couple.gateway.counts().replayedCount()).isEqualTo(1);
    }

    @Test
    void anOlderTimestampMeetsSilence() {
        assertThat(answer(initiationAt(100))).isPresent();
        couple.now = couple.now.plus(Duration.ofSeconds(1));
        assertThat(answer(initiationAt(0))).isEmpty();
        assertThat(answer(initiationAt(101))).isPresent();
    }

    @Test
    void initiationsFasterThanEvery20MillisecondsMeetSilence() {
        assertThat(answer(initiationAt(0))).isPresent();
        couple.now = couple.now.plus(Duration.ofMillis(19));
        assertThat(answer(initiationAt(1))).isEmpty();
        couple.now = couple.now.plus(Duration.ofMillis(1));
        assertThat(answer(initiationAt(2))).isPresent();
        assertThat(couple.gateway.counts().tooFastCount()).isEqualTo(1);
    }

    @Test
    void aBrokenMacMeetsSilence() {
        ByteBuffer message = firstInitiation();
        message.put(Layout.INIT_MAC1, (byte) (message.get(Layout.INIT_MAC1) ^ 1));
        assertThat(answer(message)).isEmpty();
        assertThat(couple.gateway.counts().invalidCount()).isEqualTo(1);
    }

    @Test
    void aCookieIsGoodOnlyFromTheAddressAndPortItWasGivenTo() {
        couple.gateway.setUnderLoad(true);
        WireGuardSession session = couple.session();
        Action.Send first = WireGuardSessionTest.firstSend(session.start(couple.now));
        ByteBuffer cookie = answer(first.bytes()).orElseThrow();
        Action.Send retry = WireGuardSessionTest
                .firstSend(session.received(couple.now, ClockSource.USER, cookie));
        InetSocketAddress otherPort = new InetSocketAddress(Couple.FROM.getAddress(), 40_001);
        assertThat(couple.gateway.answer(couple.now, Couple.WALL, otherPort, retry.bytes())
                .orElseThrow().remaining()).isEqualTo(Layout.COOKIE_LENGTH);
        assertThat(answer(retry.bytes()).orElseThrow().remaining())
                .isEqualTo(Layout.RESPONSE_LENGTH);
    }

    @Test
    void garbageNeverThrowsIsNeverAnsweredAtLengthAndNeverEndsASession() {
        long seed = 20_260_611L;
        SplittableRandom random = new SplittableRandom(seed);
        WireGuardSession session = couple.session();
        Action.Send send = WireGuardSessionTest.firstSend(session.start(couple.now));
        byte[] initiation = Bytes.copyOf(send.bytes());
        byte[] response = Bytes.copyOf(answer(send.bytes()).orElseThrow());
        WireGuardDemultiplexer demultiplexer = new WireGuardDemultiplexer();
        int[] lengths = {0, 1, 4, 31, 32, 33, 48, 64, 91, 92, 93, 147, 148, 149, 1500};
        for (int i = 0; i < FUZZED; i++) {
            byte[] bytes = switch (i % 100) {
                case 0 -> flipped(initiation, random);
                case 1 -> flipped(response, random);
                default -> garbage(lengths[random.nextInt(lengths.length)], random);
            };
            ByteBuffer datagram = ByteBuffer.wrap(bytes);
            demultiplexer.tokenOf(datagram);
            assertThat(session.received(couple.now, ClockSource.USER, datagram))
                    .as("seed %d, input %d", seed, i).isEmpty();
            Optional<ByteBuffer> reply = answer(datagram);
            assertThat(reply).as("seed %d, input %d", seed, i).isEmpty();
        }
        assertThat(session.received(couple.now, ClockSource.USER, ByteBuffer.wrap(response)))
                .as("the true response still counts").isNotEmpty();
    }

    private static byte[] flipped(byte[] message, SplittableRandom random) {
        byte[] copy = message.clone();
        // The last 16 bytes, mac2, are not looked at by one who is not under load.
        int bit = random.nextInt((copy.length - 16) * 8);
        copy[bit / 8] = (byte) (copy[bit / 8] ^ 1 << bit % 8);
        return copy;
    }

    private static byte[] garbage(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (length >= 4) {
            bytes[0] = (byte) random.nextInt(6);
            bytes[1] = 0;
            bytes[2] = 0;
            bytes[3] = 0;
        }
        return bytes;
    }

    private ByteBuffer firstInitiation() {
        return initiationAt(0);
    }

    private ByteBuffer initiationAt(long secondsLater) {
        Initiation initiation = Initiation.create(couple.initiatorKeys(couple.psk),
                new Initiation.Fresh(88, PrivateKey.generate(couple.entropy),
                        Tai64n.of(Couple.WALL.plusSeconds(secondsLater)), Optional.empty()));
        return ByteBuffer.wrap(initiation.message().clone());
    }

    private Optional<ByteBuffer> answer(ByteBuffer message) {
        return couple.gateway.answer(couple.now, Couple.WALL, Couple.FROM, message);
    }
}
