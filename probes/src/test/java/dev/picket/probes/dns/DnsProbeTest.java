package dev.picket.probes.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.platform.settings.DnsProfile.Transport;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.net.Trust;
import dev.picket.probes.session.SessionReport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DnsProbeTest {

    private static final DoorRuns RUNS = new DoorRuns();
    private static final TestAuthority AUTHORITY = new TestAuthority("Test Root");
    private static final int SEED = 7;

    @AfterAll
    static void close() {
        RUNS.close();
    }

    /// What a resolver answers over UDP, and what the run must say.
    static Stream<Arguments> answers() {
        return Stream.of(
                answered("an address", "good", q -> List.of(right(q))),
                answered("NXDOMAIN", "DNS_NAME_UNKNOWN at 1/1",
                        q -> List.of(ScriptedResolver.answer(q, 3))),
                answered("SERVFAIL", "DNS_SERVER_FAILED at 1/1",
                        q -> List.of(ScriptedResolver.answer(q, 2))),
                answered("REFUSED", "DNS_REFUSED at 1/1",
                        q -> List.of(ScriptedResolver.answer(q, 5))),
                answered("NOTIMP", "DNS_ERROR at 1/1",
                        q -> List.of(ScriptedResolver.answer(q, 4))),
                answered("no record", "DNS_NO_RECORD at 1/1",
                        q -> List.of(ScriptedResolver.answer(q, 0))),
                answered("another address", "DNS_ANSWER_UNEXPECTED at 1/1",
                        q -> List.of(ScriptedResolver.answer(q, 0, "198.51.100.1"))),
                answered("nothing", "DNS_SILENT at 1/1", _ -> List.of()),
                answered("a wrong number only", "DNS_SILENT at 1/1",
                        q -> List.of(ScriptedResolver.misnumbered(right(q)))),
                answered("another question only", "DNS_SILENT at 1/1",
                        q -> List.of(ScriptedResolver.misnamed(right(q)))),
                answered("the question itself", "DNS_SILENT at 1/1", List::of),
                answered("three octets", "DNS_SILENT at 1/1", _ -> List.of(new byte[3])),
                answered("strangers first", "good",
                        q -> List.of(new byte[3], ScriptedResolver.misnumbered(right(q)),
                                ScriptedResolver.misnamed(right(q)), right(q))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void anAnswerGetsItsCode(String name, String expected, Function<byte[], List<byte[]>> answers)
            throws IOException, InterruptedException {
        try (ScriptedResolver resolver = new ScriptedResolver(answers)) {
            SessionReport report = run(profile(Transport.UDP, resolver.address()),
                    expected.startsWith("DNS_SILENT") ? Stage.FIRST_BYTE : Stage.NAME);

            assertThat(DoorRuns.failure(report)).as(name).isEqualTo(expected);
        }
    }

    /// Each resolver's socket gets the number that a run's socket has just given back: a run must
    /// not read on from it.
    @Test
    void aRunThatIsOverTakesNothingFromTheNext() throws IOException, InterruptedException {
        for (int question = 0; question < 200; question++) {
            try (ScriptedResolver resolver = new ScriptedResolver(q -> List.of(right(q)))) {
                SessionReport report = run(profile(Transport.UDP, resolver.address()),
                        Stage.NAME);

                assertThat(DoorRuns.failure(report)).as("question %d", question)
                        .isEqualTo("good");
            }
        }
    }

    @Test
    void countsWhatItWaitsPast() throws IOException, InterruptedException {
        try (ScriptedResolver resolver = new ScriptedResolver(q -> List.of(new byte[3],
                ScriptedResolver.misnumbered(right(q)), right(q)))) {
            SessionReport report = run(profile(Transport.UDP, resolver.address()), Stage.NAME);

            assertThat(report.details()).containsEntry("ignored", "2")
                    .containsEntry("rcode", "NoError").containsEntry("records", "192.0.2.7");
        }
    }

    /// 2,000 datagrams of noise, some of them nearly an answer: none ends the run or is believed.
    @Test
    void noDatagramOfNoiseIsBelieved() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        try (ScriptedResolver resolver = new ScriptedResolver(q -> Stream.concat(
                Stream.generate(() -> noise(random, right(q))).limit(2_000),
                Stream.of(right(q))).toList())) {
            SessionReport report = run(profile(Transport.UDP, resolver.address()),
                    Stage.FIRST_BYTE);

            assertThat(DoorRuns.failure(report)).as("seed %d", SEED)
                    .isIn("good", "DNS_SILENT at 1/1");
            assertThat(Integer.parseInt(report.details().getOrDefault("ignored", "0")))
                    .isPositive();
        }
    }

    @Test
    void aTruncatedAnswerIsAskedForAnewOverTcp() throws IOException, InterruptedException {
        try (ScriptedPeer tcp = new ScriptedPeer((socket, _) -> overTcp(socket));
                ScriptedResolver udp = new ScriptedResolver(tcp.port(), q -> List
                        .of(ScriptedResolver.truncated(ScriptedResolver.answer(q, 0))))) {
            SessionReport report = run(profile(Transport.UDP, udp.address()), Stage.NAME);

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("answer",
                    "connect after truncation", "answer after truncation");
            assertThat(report.details()).containsEntry("truncated", "true");
        }
    }

    @Test
    void aTruncatedAnswerWithNobodyOnTcpFailsThere() throws IOException, InterruptedException {
        try (ScriptedResolver udp = new ScriptedResolver(q -> List
                .of(ScriptedResolver.truncated(ScriptedResolver.answer(q, 0))))) {
            assertThat(DoorRuns.failure(run(profile(Transport.UDP, udp.address()), Stage.NAME)))
                    .isEqualTo("CONNECT_REFUSED at 2/3");
        }
    }

    @Test
    void aClosedPortIsSaidByIcmp() throws IOException, InterruptedException {
        InetSocketAddress closed;
        try (DatagramSocket socket = new DatagramSocket(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            closed = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        }

        assertThat(DoorRuns.failure(run(profile(Transport.UDP, closed), Stage.NAME)))
                .isEqualTo("PORT_UNREACHABLE at 1/1");
    }

    @Test
    void asksOverTcp() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer((socket, _) -> overTcp(socket))) {
            SessionReport report = run(profile(Transport.TCP, address(peer)), Stage.NAME);

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("connect",
                    "answer");
        }
    }

    @Test
    void asksOverTls() throws IOException, InterruptedException {
        ServerSocket server = AUTHORITY.server("127.0.0.1", Duration.ofDays(90))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        try (ScriptedPeer peer = new ScriptedPeer(server, (socket, _) -> overTcp(socket))) {
            SessionReport report = run(profile(Transport.TLS, address(peer)), Stage.NAME);

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("connect",
                    "TLS handshake", "answer");
        }
    }

    @Test
    void warnsOfAResolversCertificateThatExpiresSoon() throws IOException, InterruptedException {
        ServerSocket server = AUTHORITY.server("127.0.0.1", Duration.ofDays(5).plusHours(1))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        try (ScriptedPeer peer = new ScriptedPeer(server, (socket, _) -> overTcp(socket))) {
            assertThat(run(profile(Transport.TLS, address(peer)), Stage.NAME).details())
                    .containsEntry("certificateDaysLeft", "5")
                    .containsEntry("warning", "CERT_EXPIRES_SOON");
        }
    }

    @Test
    void aConnectionThatEndsUnansweredSaysSo() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(
                (socket, _) -> socket.getInputStream().readNBytes(2))) {
            assertThat(DoorRuns.failure(run(profile(Transport.TCP, address(peer)), Stage.NAME)))
                    .isEqualTo("DNS_CLOSED_EARLY at 2/2");
        }
    }

    @Test
    void garbageOverAConnectionIsTheResolversOwn() throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer((socket, scripted) -> {
            ScriptedPeer.write(socket, "\0\u0003abc");
            scripted.hang();
        })) {
            assertThat(DoorRuns.failure(run(profile(Transport.TCP, address(peer)), Stage.NAME)))
                    .isEqualTo("DNS_MALFORMED at 2/2");
        }
    }

    private static byte[] right(byte[] question) {
        return ScriptedResolver.answer(question, 0, "192.0.2.7");
    }

    /// An answer cut short, with octets changed, or with its number wrong.
    private static byte[] noise(Random random, byte[] answer) {
        byte[] changed = java.util.Arrays.copyOf(answer, random.nextInt(answer.length + 40));
        for (int i = 0; i < 1 + random.nextInt(6) && changed.length > 2; i++) {
            changed[2 + random.nextInt(changed.length - 2)] = (byte) random.nextInt();
        }
        // Whatever bears the question's number and repeats it is an answer, if a bad one.
        return changed.length < 2 ? changed : ScriptedResolver.misnumbered(changed);
    }

    private static void overTcp(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] question = in.readNBytes(in.readUnsignedShort());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] answer = right(question);
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
    }

    private static Arguments answered(String name, String expected,
            Function<byte[], List<byte[]>> answers) {
        return Arguments.of(name, expected, answers);
    }

    private static InetSocketAddress address(ScriptedPeer peer) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), peer.port());
    }

    private static DnsProfile profile(Transport transport, InetSocketAddress server) {
        return new DnsProfile(server, transport, "www.example.net", "A", List.of("192.0.2.7"),
                Optional.empty(), Optional.empty());
    }

    private static SessionReport run(DnsProfile profile, Stage cut) throws InterruptedException {
        Trust trust = AUTHORITY.trust();
        Random ids = new Random(SEED);
        return RUNS.run(new DnsProbe(
                DoorRuns.target(DoorRuns.onlyShort(cut), DoorRuns.LONG), profile, trust,
                new DnsProbe.Source(DoorRuns.clock(), ids::nextInt)));
    }
}
