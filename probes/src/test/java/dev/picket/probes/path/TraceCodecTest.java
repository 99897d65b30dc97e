package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceCodecTest {

    private static final TraceCodec UDP = new TraceCodec.Udp(99);
    private static final TraceCodec FOUR = new TraceCodec.Echo(99, false);
    private static final TraceCodec SIX = new TraceCodec.Echo(99, true);

    @Test
    void everyPacketIsKnownFromWhatAnErrorQuotesOfIt() {
        for (int round = 0; round < 40; round++) {
            for (int flow = 0; flow < TracePlan.FLOWS_MAX; flow++) {
                for (int hopLimit = 1; hopLimit <= TracePlan.HOPS_MAX; hopLimit++) {
                    TracePacket packet = new TracePacket(round, flow, hopLimit);
                    for (TraceCodec codec : List.of(UDP, FOUR, SIX)) {
                        assertThat(codec.read(codec.packet(packet))).contains(packet);
                    }
                    // Eight octets do for ICMP, and are too few for UDP.
                    ByteBuffer cut = FOUR.packet(packet).limit(8);
                    assertThat(FOUR.read(cut)).contains(packet);
                    assertThat(UDP.isCutShort(UDP.packet(packet).limit(0))).isTrue();
                }
            }
        }
    }

    /// What routers choose a way by is the same in every packet of a flow, and another in another.
    @Test
    void theIcmpChecksumIsThatOfTheFlow() {
        Set<Integer> flows = new HashSet<>();
        for (int flow = 0; flow < TracePlan.FLOWS_MAX; flow++) {
            Set<Integer> checksums = new HashSet<>();
            for (int number = 0; number < 300; number++) {
                ByteBuffer four = FOUR.packet(new TracePacket(number / 64, flow, number % 64 + 1));
                checksums.add(four.getShort(2) & 0xffff);
                assertThat(sum(four)).isEqualTo(0xffff);
            }
            assertThat(checksums).hasSize(1);
            flows.addAll(checksums);
        }
        assertThat(flows).hasSize(TracePlan.FLOWS_MAX);
    }

    /// The ones' complement sum of a message with a right checksum is all ones.
    private static int sum(ByteBuffer message) {
        int sum = 0;
        for (int at = 0; at < message.limit(); at += 2) {
            sum += message.getShort(at) & 0xffff;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    @Test
    void takesAnyOctets() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] octets = new byte[random.nextInt(70)];
            random.nextBytes(octets);
            ByteBuffer quoted = ByteBuffer.wrap(octets);
            if (octets.length >= 8 && random.nextBoolean()) {
                quoted.putLong(0, 99);
            }
            for (TraceCodec codec : List.of(UDP, FOUR, SIX)) {
                codec.read(quoted).ifPresent(packet -> assertThat(packet.hopLimit())
                        .isBetween(1, TracePlan.HOPS_MAX));
                assertThat(codec.isCutShort(quoted) && codec.read(quoted).isPresent()).isFalse();
            }
        }
    }
}
