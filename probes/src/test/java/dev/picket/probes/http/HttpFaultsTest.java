package dev.picket.probes.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.settings.HttpProfile;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.ScriptedPeer.Script;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fault a server can have, made on purpose, and the code and stage it must get.
class HttpFaultsTest {

    private static final DoorRuns RUNS = new DoorRuns();
    private static final TestAuthority AUTHORITY = new TestAuthority("Test Root");
    private static final Duration VALID = Duration.ofDays(90);
    private static final SSLContext GOOD_TLS = AUTHORITY.server("127.0.0.1", VALID);

    @AfterAll
    static void close() {
        RUNS.close();
    }

    /// Stages by address: connect, request, first byte, body.
    static Stream<Arguments> plainFaults() {
        return Stream.of(
                fault("hang after connect", "HTTP_FIRST_BYTE_SILENT at 3/4",
                        (_, peer) -> peer.hang()),
                fault("closes at once", "HTTP_CLOSED_EARLY at 3/4", (socket, _) -> {
                    ScriptedPeer.readHead(socket);
                }),
                fault("reset after the request", "HTTP_CLOSED_EARLY at 3/4", (socket, _) -> {
                    ScriptedPeer.readHead(socket);
                    ScriptedPeer.reset(socket);
                }),
                fault("slow head", "HTTP_HEAD_STALLED at 4/4", (socket, peer) -> {
                    ScriptedPeer.readHead(socket);
                    ScriptedPeer.write(socket, "HTTP/1.1 200 OK\r\nServer: sl");
                    peer.hang();
                }),
                fault("half a head", "HTTP_CLOSED_EARLY at 4/4", (socket, _) -> {
                    ScriptedPeer.readHead(socket);
                    ScriptedPeer.write(socket, "HTTP/1.1 200 OK\r\nServer: sl");
                }),
                fault("half a body", "HTTP_CLOSED_EARLY at 4/4",
                        answer("200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
                fault("a chunk cut off", "HTTP_CLOSED_EARLY at 4/4",
                        answer("200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf")),
                fault("reset in the body", "HTTP_CLOSED_EARLY at 4/4", (socket, peer) -> {
                    answer("200 OK\r\nContent-Length: 10\r\n\r\nhalf").play(socket, peer);
                    ScriptedPeer.reset(socket);
                }),
                fault("body stalls", "HTTP_BODY_STALLED at 4/4", (socket, peer) -> {
                    answer("200 OK\r\nContent-Length: 10\r\n\r\nhalf").play(socket, peer);
                    peer.hang();
                }),
                fault("garbage", "HTTP_MALFORMED at 4/4", (socket, _) -> {
                    ScriptedPeer.readHead(socket);
                    ScriptedPeer.write(socket, "SSH-2.0-OpenSSH_9.2\r\n\r\n\u0001\u0002\r\n\r\n");
                }),
                fault("a chunk that is none", "HTTP_MALFORMED at 4/4",
                        answer("200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n")),
                fault("a huge header", "HTTP_HEAD_TOO_LARGE at 4/4",
                        answer("200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")),
                fault("a huge status line", "HTTP_HEAD_TOO_LARGE at 4/4",
                        answer("200 " + "x".repeat(5_000) + "\r\n\r\n")),
                fault("a huge body", "HTTP_BODY_TOO_LARGE at 4/4",
                        answer("200 OK\r\n\r\n" + "x".repeat((1 << 20) + 1))),
                fault("another status", "HTTP_STATUS at 4/4",
                        answer("503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")),
                fault("a redirect that is not followed", "HTTP_STATUS at 4/4",
                        answer("302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")),
                fault("another page", "HTTP_TEXT_MISSING at 4/4",
                        answer("200 OK\r\nContent-Length: 5\r\n\r\nsorry")));
    }

    /// Stages by address: connect, TLS, request, first byte, body.
    static Stream<Arguments> tlsFaults() {
        return Stream.of(
                fault("hang in TLS", "TLS_SILENT at 2/5", (_, peer) -> peer.hang()),
                fault("closes in TLS", "TLS_CLOSED at 2/5", (socket, _) -> {
                    socket.getInputStream().readNBytes(5);
                }),
                fault("reset in TLS", "TLS_CLOSED at 2/5", (socket, _) -> {
                    socket.getInputStream().readNBytes(5);
                    ScriptedPeer.reset(socket);
                }),
                fault("plain HTTP where TLS is asked for", "TLS_MALFORMED at 2/5",
                        (socket, peer) -> {
                            ScriptedPeer.write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
                            peer.hang();
                        }),
                // RFC 8446 §6: record 21 (alert), TLS 1.2, 2 octets, fatal, handshake_failure.
                fault("an alert", "TLS_ALERT at 2/5", (socket, peer) -> {
                    ScriptedPeer.write(socket, "\u0015\u0003\u0003\0\u0002\u0002(");
                    peer.hang();
                }));
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of("of nobody trusted", "TLS_UNTRUSTED at 2/5",
                        new TestAuthority("Other Root").server("127.0.0.1", VALID)),
                Arguments.of("expired", "TLS_EXPIRED at 2/5",
                        AUTHORITY.server("127.0.0.1", Duration.ofDays(-1))),
                Arguments.of("not yet valid", "TLS_EXPIRED at 2/5",
                        AUTHORITY.server("127.0.0.1", Duration.ofDays(900))),
                Arguments.of("of another name", "TLS_NAME_MISMATCH at 2/5",
                        AUTHORITY.server("other.example", VALID)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("plainFaults")
    void aFaultOverPlainHttpGetsItsCodeAndStage(String name, String expected, Script script)
            throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(script)) {
            assertThat(DoorRuns.failure(run("http", peer, expected))).as(name).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tlsFaults")
    void aFaultInTlsGetsItsCodeAndStage(String name, String expected, Script script)
            throws InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(script)) {
            assertThat(DoorRuns.failure(run("https", peer, expected))).as(name).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "a certificate {0}: {1}")
    @MethodSource("certificates")
    void aBadCertificateGetsItsCode(String name, String expected, SSLContext tls)
            throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(listening(tls, "http/1.1"),
                answer("200 OK\r\nContent-Length: 5\r\n\r\nhello"))) {
            assertThat(DoorRuns.failure(run("https", peer, expected))).as(name).isEqualTo(expected);
        }
    }

    static Stream<Arguments> http2Faults() {
        return Stream.of(
                fault("GOAWAY", "HTTP_STREAM_ENDED at 4/5", (socket, peer) -> {
                    Http2Frames.answerSettings(socket);
                    Http2Frames.goAway(socket, Http2Frames.ENHANCE_YOUR_CALM);
                    peer.hang();
                }),
                fault("RST_STREAM", "HTTP_STREAM_ENDED at 4/5", (socket, peer) -> {
                    int stream = Http2Frames.answerSettings(socket);
                    Http2Frames.reset(socket, stream, Http2Frames.REFUSED_STREAM);
                    peer.hang();
                }),
                fault("garbage", "HTTP_MALFORMED at 4/5", (socket, peer) -> {
                    Http2Frames.answerSettings(socket);
                    ScriptedPeer.write(socket, "\u007f\u00ff\u00ff\u0001garbage");
                    peer.hang();
                }),
                fault("silence", "HTTP_FIRST_BYTE_SILENT at 4/5", (socket, peer) -> {
                    Http2Frames.answerSettings(socket);
                    peer.hang();
                }),
                fault("closes", "HTTP_CLOSED_EARLY at 4/5", (socket, _) -> {
                    Http2Frames.answerSettings(socket);
                }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("http2Faults")
    void aFaultOverHttp2GetsItsCodeAndStage(String name, String expected, Script script)
            throws IOException, InterruptedException {
        try (ScriptedPeer peer = new ScriptedPeer(listening(GOOD_TLS, "h2"), script)) {
            assertThat(DoorRuns.failure(run("https", peer, expected))).as(name).isEqualTo(expected);
        }
    }

    static Script answer(String rest) {
        return (socket, _) -> {
            ScriptedPeer.readHead(socket);
            ScriptedPeer.write(socket, "HTTP/1.1 " + rest);
        };
    }

    static ServerSocket listening(SSLContext tls, String... protocols) throws IOException {
        SSLServerSocket server = (SSLServerSocket) tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        server.setSSLParameters(parameters);
        return server;
    }

    private static Stage cut(String expected) {
        return expected.startsWith("TLS_SILENT")
                ? Stage.TLS
                : expected.startsWith("HTTP_FIRST_BYTE_SILENT")
                        ? Stage.FIRST_BYTE
                        : expected.contains("_STALLED") ? Stage.BODY : Stage.NAME;
    }

    private static Arguments fault(String name, String expected, Script script) {
        return Arguments.of(name, expected, script);
    }

    /// Only the stage that is to be cut is short of time.
    private static SessionReport run(String scheme, ScriptedPeer peer, String expected)
            throws InterruptedException {
        HttpProfile standard = HttpProfile.of(URI.create(scheme + "://127.0.0.1:" + peer.port()
                + "/health"));
        HttpProfile profile = new HttpProfile(standard.url(), standard.version(),
                standard.expected(), Optional.of("hello"), 0, Optional.empty(),
                standard.certificateWarning());
        return RUNS.run(
                new HttpProbe(DoorRuns.target(DoorRuns.onlyShort(cut(expected)), DoorRuns.LONG),
                        new HttpProbe.Asked(profile,
                                Lookup.Way.from(InetAddress.ofLiteral("0.0.0.0"),
                                        Optional.empty())),
                        AUTHORITY.trust(), DoorRuns.clock()));
    }
}
