package dev.picket.probes.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Against packets made by scapy 2.5.
final class Ipv6PacketTest {

    private static final String ADDRESSES = "fdaa0000000100000000000000000010"
            + "fdaa0000000100000000000000000003";
    private static final byte[] ECHO = hex("6000000000133a40" + ADDRESSES
            + "8000d3ea123400030123456789abcdef000000");
    private static final Ipv6Packet.Flow FLOW = FarEnd.target().flow();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void anEchoRequestIsWhatAnotherImplementationMakesOfIt() {
        byte[] made = new Icmp6.Echo(0x1234, 3, 0x0123_4567_89ab_cdefL, ECHO.length)
                .request(FLOW);

        assertThat(made).isEqualTo(ECHO);
    }

    @Test
    void aDatagramIsWhatAnotherImplementationMakesOfIt() {
        byte[] made = Udp6.write(FLOW, new Udp6.Ports(50_000, 33_434), new byte[]{1, 2, 3});

        assertThat(made).isEqualTo(hex("60000000000b1140" + ADDRESSES + "c350829a000bba80010203"));
    }

    @Test
    void aSegmentIsWhatAnotherImplementationMakesOfIt() {
        Udp6.Ports ports = new Udp6.Ports(50_000, 53);
        byte[] opening = hex("6000000000180640" + ADDRESSES
                + "c3500035010203040000000060022000b6200000020404c4");
        byte[] data = hex("6000000000170640" + ADDRESSES
                + "c350003501020304f000000150182000186f0000616263");

        assertThat(new TcpSegment(ports, 0x01020304, 0, TcpSegment.SYN, ByteBuffer.allocate(0))
                .packet(FLOW)).isEqualTo(opening);
        TcpSegment segment = new TcpSegment(ports, 0x01020304, 0xf0000001,
                TcpSegment.ACK | TcpSegment.PSH, ByteBuffer.wrap(new byte[]{'a', 'b', 'c'}));
        assertThat(segment.packet(FLOW)).isEqualTo(data);
        assertThat(TcpSegment.read(Ipv6Packet.read(data).orElseThrow())).contains(segment);
    }

    @Test
    void whatTheTunnelPadsIsNoPartOfThePacket() {
        Ipv6Packet packet = Ipv6Packet.read(Arrays.copyOf(ECHO, ECHO.length + 5)).orElseThrow();

        assertThat(packet.payload().limit()).isEqualTo(ECHO.length - 40);
        assertThat(packet.isIntact()).isTrue();
        assertThat(packet.source()).hasToString("fdaa:0:1:0:0:0:0:10");
        assertThat(Icmp6.Echo.request(packet)).contains(
                new Icmp6.Echo(0x1234, 3, 0x0123_4567_89ab_cdefL, ECHO.length));
    }

    @Test
    void everyChangedBitIsSeenOrChangesNothingThatCounts() {
        for (int bit = 8 * Byte.SIZE; bit < ECHO.length * Byte.SIZE; bit++) {
            byte[] changed = ECHO.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(Ipv6Packet.read(changed).orElseThrow().isIntact()).as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void aPacketCutShortOrOfAnotherVersionIsNone() {
        for (int length = 0; length < ECHO.length; length++) {
            assertThat(Ipv6Packet.read(Arrays.copyOf(ECHO, length))).as("%d", length).isEmpty();
        }
        byte[] four = ECHO.clone();
        four[0] = 0x45;
        assertThat(Ipv6Packet.read(four)).isEmpty();
    }
}
