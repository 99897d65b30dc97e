package dev.picket.probes.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.probes.session.Demultiplexer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IcmpEchoTest {

    private static ByteBuffer octets(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void sumsAsInTheExampleOfRfc1071() {
        // §3: 0001 + f203 + f4f5 + f6f7 = 2ddf0, folded ddf2; its complement is 220d.
        assertThat(IcmpEcho.checksum(octets("0001 f203 f4f5 f6f7"))).isEqualTo(0x220d);
        assertThat(IcmpEcho.checksum(octets("0001 f203 f4f5 f6f7 220d"))).isZero();
        // An odd octet is the high one of its word: 0001 + f200 = f201.
        assertThat(IcmpEcho.checksum(octets("0001 f2"))).isEqualTo(0x0dfe);
    }

    @Test
    void writesARequestOfRfc792() {
        // 0800 + sequence 0007 + token 0003 + number 0001 0007 = 0812; its complement is f7ed.
        assertThat(new IcmpEcho(3, 0x1_0007).request(false)).isEqualTo(octets(
                "08 00 f7ed 0000 0007 0000000000000003 0000000000010007" + "00".repeat(40)));
    }

    @Test
    void writesARequestOfRfc4443AndLeavesTheChecksumToTheKernel() {
        assertThat(new IcmpEcho(3, 7).request(true)).isEqualTo(octets(
                "80 00 0000 0000 0007 0000000000000003 0000000000000007" + "00".repeat(40)));
    }

    @Test
    void readsRepliesOfBothFamiliesWhateverTheIdentifierHasBecome() {
        String rest = "00 1234 abcd 0007 0000000000000003 0000000000010007";

        assertThat(IcmpEcho.reply(octets("00" + rest))).contains(new IcmpEcho(3, 0x1_0007));
        assertThat(IcmpEcho.reply(octets("81" + rest))).contains(new IcmpEcho(3, 0x1_0007));
        assertThat(IcmpEcho.reply(octets("08" + rest))).isEmpty();
        assertThat(IcmpEcho.quotedRequest(octets("08" + rest))).contains(new IcmpEcho(3, 0x1_0007));
        assertThat(IcmpEcho.quotedSequence(octets("80 00 1234 abcd fffe"))).isEqualTo(0xfffe);
        assertThat(IcmpEcho.quotedRequest(octets("80 00 1234 abcd fffe"))).isEmpty();
    }

    /// Whatever arrives is read or passed over, and its buffer is left as it was.
    @Test
    void takesAnyOctets() {
        Random random = new Random(792);
        IcmpDemultiplexer demultiplexer = new IcmpDemultiplexer();
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = new byte[random.nextInt(80)];
            random.nextBytes(octets);
            if (octets.length > 1 && random.nextBoolean()) {
                octets[0] = (byte) new int[]{0, 8, 128, 129}[random.nextInt(4)];
                octets[1] = 0;
            }
            int offset = octets.length == 0 ? 0 : random.nextInt(octets.length);
            ByteBuffer datagram = ByteBuffer.wrap(octets).position(offset);
            long token = demultiplexer.tokenOf(datagram);
            long quoted = demultiplexer.tokenOfQuoted(datagram);
            read += IcmpEcho.reply(datagram).isPresent() ? 1 : 0;
            int checksum = IcmpEcho.checksum(datagram);
            int sequence = IcmpEcho.quotedSequence(datagram);

            assertThat(checksum).isBetween(0, 0xffff);
            assertThat(sequence).isBetween(-1, 0xffff);
            assertThat(token == Demultiplexer.NONE || quoted == Demultiplexer.NONE).isTrue();
            assertThat(datagram.position()).isEqualTo(offset);
        }
        assertThat(read).isPositive();
    }
}
