package dev.picket.probes.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.picket.model.result.Outcome;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.session.SessionReport;
import dev.picket.testing.Mutations;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a resolver answers, as a datagram or over a connection that then ends: nothing is
/// thrown, and the run ends once, good only under the question's number and with a record of the
/// type that was asked for.
///
/// The first octet of an input says what is asked and how; the rest is what comes back.
final class DnsAnswerFuzzTest {

    private static final int ID = 0x1234;
    private static final int NUMBER = 5;
    private static final int MUTATIONS = 10_000;
    private static final String NAME = "www.example.net";
    private static final List<String> TYPES = List.of("A", "AAAA", "CNAME", "NS", "PTR", "TXT");
    private static final InetSocketAddress RESOLVER = new InetSocketAddress(
            InetAddress.ofLiteral("192.0.2.53"), 53);
    private static final int DATAGRAM = 0x80;

    private static final Clock STANDING = new Clock() {
        @Override
        public Instant wall() {
            return Instant.EPOCH;
        }

        @Override
        public MonotonicInstant monotonic() {
            return new MonotonicInstant(0);
        }
    };

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void endsOnce(byte[] input) {
        if (input.length > 0) {
            var _ = answered(input);
        }
    }

    private static SessionReport answered(byte[] input) {
        int head = input[0] & 0xff;
        String type = TYPES.get((head & ~DATAGRAM) % TYPES.size());
        List<SessionReport> reports = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel();
        StagedRun run = new StagedRun(channel.eventLoop(), STANDING, new StagedRun.Course("run",
                "DNS question", DoorRuns.target(DoorRuns.LONG), List.of(Stage.ANSWER)),
                reports::add);
        boolean datagram = (head & DATAGRAM) != 0;
        channel.pipeline().addLast(
                datagram ? new DatagramDnsResponseDecoder() : new TcpDnsResponseDecoder(),
                new DnsAnswer(run, new DnsProfile(RESOLVER, DnsProfile.Transport.TCP, NAME, type,
                        List.of(), Optional.empty(), Optional.empty()),
                        new DefaultDnsQuestion(NAME, DnsRecordType.valueOf(type)), ID, () -> {
                        }));
        var octets = Unpooled.wrappedBuffer(input, 1, input.length - 1);
        channel.writeInbound(datagram ? new DatagramPacket(octets, RESOLVER, RESOLVER) : octets);
        channel.finishAndReleaseAll();

        assertThat(reports).hasSize(1);
        SessionReport report = reports.getFirst();
        if (report.outcome() instanceof Outcome.Good) {
            assertThat(report.details().get("records")).isNotNull();
            assertThat(ByteBuffer.wrap(input).getShort(datagram ? 1 : 3)).isEqualTo((short) ID);
        } else {
            assertThat(report.outcome()).isInstanceOf(Outcome.Failed.class);
        }
        return report;
    }

    @Test
    void mutationsOfAnswersHarmNothing() {
        Mutations.each(seeds(), MUTATIONS, NUMBER, this::endsOnce);
    }

    @Test
    void theSeedsAreAnswers() {
        assertThat(seeds().map(DnsAnswerFuzzTest::answered)).extracting(SessionReport::outcome)
                .filteredOn(Outcome.Good.class::isInstance).hasSize(TYPES.size() * 2);
    }

    /// One good answer of each type, as a datagram and over a connection; a refusal without a
    /// question; names that point at themselves.
    static Stream<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int type = 0; type < TYPES.size(); type++) {
            byte[] answer = answer(type, content(TYPES.get(type)));
            seeds.add(input(type | DATAGRAM, answer));
            seeds.add(input(type, ByteBuffer.allocate(2 + answer.length)
                    .putShort((short) answer.length).put(answer).array()));
        }
        seeds.add(input(DATAGRAM, ByteBuffer.allocate(12).putShort((short) ID)
                .putShort((short) 0x8185).array()));
        seeds.add(input(2 | DATAGRAM, answer(2, new byte[]{(byte) 0xc0, 45})));
        return seeds.stream();
    }

    private static byte[] content(String type) {
        return switch (type) {
            case "A" -> new byte[]{(byte) 192, 0, 2, 7};
            case "AAAA" -> InetAddress.ofLiteral("2001:db8::7").getAddress();
            case "TXT" -> "\u0003all\u0007is well".getBytes(StandardCharsets.US_ASCII);
            default -> new byte[]{1, 'a', (byte) 0xc0, 12};
        };
    }

    /// An answer with one record (RFC 1035 §4.1).
    private static byte[] answer(int type, byte[] content) {
        int number = DnsRecordType.valueOf(TYPES.get(type)).intValue();
        byte[] name = "\u0003www\u0007example\u0003net\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(12 + name.length + 4 + 12 + content.length)
                .putShort((short) ID).putShort((short) 0x8180).putShort((short) 1)
                .putShort((short) 1).putInt(0).put(name).putShort((short) number)
                .putShort((short) 1).putShort((short) 0xc00c).putShort((short) number)
                .putShort((short) 1).putInt(60).putShort((short) content.length).put(content)
                .array();
    }

    private static byte[] input(int head, byte[] octets) {
        return ByteBuffer.allocate(1 + octets.length).put((byte) head).put(octets).array();
    }
}
