package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.picket.testing.Mutations;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever stands where the kernel writes control messages and names: reading it ends, throws
/// nothing, and does not look beyond the length that is told.
///
/// An input is the number of the message in the vector, the length told, the control messages, and
/// in the last octets the name.
final class ControlMessagesFuzzTest {

    private static final int NUMBER = 5;
    private static final int MUTATIONS = 20_000;
    private static final int MESSAGES = 4;
    private static final int BYTES_EACH = 64;
    private static final int NAME_BYTES = 32;
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final MemorySegment MEMORY = Arena.global()
            .allocate((long) MESSAGES * BYTES_EACH, 8);
    private static final MemorySegment NAME = Arena.global().allocate(NAME_BYTES, 8);
    private static final ControlMessages MESSAGES_READ = new ControlMessages(MEMORY, BYTES_EACH);

    @Test
    void mutationsHarmNothing() {
        Mutations.each(seeds(), MUTATIONS, NUMBER, this::readsNothingThatIsNotThere);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void readsNothingThatIsNotThere(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int message = (input[0] & 0xff) % MESSAGES;
        long told = input[1] & 0xff;
        readNothingBehind(message, told, input);
        readsAName(input);
    }

    /// The same is read whatever lies behind the length that is told, before and after.
    private static void readNothingBehind(int message, long told, byte[] input) {
        Seen[] seen = new Seen[2];
        for (int i = 0; i < seen.length; i++) {
            MEMORY.fill((byte) (i == 0 ? 0 : 0xff));
            for (int at = 0; at < Math.min(Math.min(told, BYTES_EACH), input.length - 2); at++) {
                MEMORY.set(java.lang.foreign.ValueLayout.JAVA_BYTE,
                        (long) message * BYTES_EACH + at, input[2 + at]);
            }
            MESSAGES_READ.read(message, Math.min(told, input.length - 2));
            seen[i] = new Seen(MESSAGES_READ.stampNanos(), MESSAGES_READ.receiveDrops(),
                    MESSAGES_READ.transmitted(), MESSAGES_READ.networkError().toString(),
                    MESSAGES_READ.hopLimit(), MESSAGES_READ.trafficClass());
        }
        assertThat(seen[0]).isEqualTo(seen[1]);
        assertThat(seen[0].hopLimit).isBetween(ControlMessages.NOT_TOLD, 255);
        assertThat(seen[0].trafficClass).isBetween(ControlMessages.NOT_TOLD, 255);
        assertThat(seen[0].drops).isBetween(ControlMessages.NO_DROPS, UNSIGNED);
        assertThat(seen[0].transmitted).isBetween(ControlMessages.NOT_TRANSMITTED, UNSIGNED);
    }

    private record Seen(long stampNanos, long drops, long transmitted, String error, int hopLimit,
            int trafficClass) {}

    private static void readsAName(byte[] input) {
        NAME.fill((byte) 0);
        int from = Math.max(0, input.length - NAME_BYTES);
        MemorySegment.copy(MemorySegment.ofArray(input), from, NAME, 0, input.length - from);
        InetSocketAddress name = new NameCache().read(NAME, 0);
        assertThat(name.isUnresolved()).isFalse();
    }

    /// A receive stamp with the drop counter, a transmit stamp, an ICMP error, a name; a length
    /// that overflows, which a search found, and a stamp without its time.
    static Stream<byte[]> seeds() {
        return Stream.of(
                seed(0, message(Posix.SOL_SOCKET, Posix.SO_TIMESTAMPING, 1_750_000_000, 0, 5, 0),
                        message(Posix.SOL_SOCKET, Posix.SO_RXQ_OVFL, 17)),
                seed(0, message(Posix.IPPROTO_IP, Posix.IP_TTL, 61),
                        message(Posix.IPPROTO_IP, Posix.IP_TOS, 0xb9)),
                seed(1, message(Posix.IPPROTO_IPV6, Posix.IPV6_HOPLIMIT, 61),
                        message(Posix.IPPROTO_IPV6, Posix.IPV6_TCLASS, 0xb9)),
                seed(2, message(Posix.IPPROTO_IP, Posix.IP_TOS)),
                seed(3, message(Posix.IPPROTO_IP, Posix.IP_RECVERR, 42, 4, 0, 7)),
                seed(3, message(Posix.IPPROTO_IPV6, Posix.IPV6_RECVERR, 42, 4, 0, 7)),
                seed(1, message(Posix.IPPROTO_IP, Posix.IP_RECVERR, Posix.ECONNREFUSED, 2, 0, 0)),
                seed(2, message(Posix.IPPROTO_IPV6, Posix.IPV6_RECVERR, Posix.EHOSTUNREACH, 3, 0,
                        0)),
                seed(2, ByteBuffer.allocate(16).order(ByteOrder.nativeOrder())
                        .putLong(Long.MAX_VALUE)),
                seed(3, ByteBuffer.allocate(BYTES_EACH - 16).order(ByteOrder.nativeOrder())
                        .putLong(BYTES_EACH - 16),
                        message(Posix.SOL_SOCKET, Posix.SO_TIMESTAMPING)),
                seed(1, ByteBuffer.allocate(NAME_BYTES).order(ByteOrder.nativeOrder())
                        .putShort((short) Posix.AF_INET6)));
    }

    private static ByteBuffer message(int level, int type, int... words) {
        int bytes = 16 + words.length * Integer.BYTES;
        ByteBuffer message = ByteBuffer.allocate((bytes + 7) & ~7).order(ByteOrder.nativeOrder())
                .putLong(bytes).putInt(level).putInt(type);
        for (int word : words) {
            message.putInt(word);
        }
        return message;
    }

    private static byte[] seed(int number, ByteBuffer... messages) {
        ByteBuffer seed = ByteBuffer.allocate(2 + BYTES_EACH).put((byte) number)
                .put((byte) BYTES_EACH);
        for (ByteBuffer message : messages) {
            seed.put(message.rewind());
        }
        return seed.array();
    }
}
