package dev.picket.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.net.Trust;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What breaks in a WebSocket to a gateway, and at which stage it is told.
final class WebSocketFaultsTest {

    private static final DoorRuns RUNS = new DoorRuns();
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final Duration WHOLE = Duration.ofMillis(1_500);

    private final Behind behind = new Behind();

    @AfterAll
    static void close() {
        RUNS.close();
    }

    private SessionReport against(ScriptedPeer.Script script) throws Exception {
        return against(DoorRuns.target(StageBudgets.DEFAULT, WHOLE), script);
    }

    private SessionReport against(DoorTarget door, ScriptedPeer.Script script) throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(ServerSide.listening(AUTHORITY, "127.0.0.1"),
                script)) {
            return RUNS.run(behind.probe(door, peer.port(), AUTHORITY.trust()));
        }
    }

    private static void failed(SessionReport report, String expected) {
        assertThat(DoorRuns.failure(report)).isEqualTo(expected);
        assertThat(report.details()).containsEntry("user", "failed").containsEntry("path",
                "failed").containsEntry("firstAttempt", "failed");
    }

    @Test
    void aClosedPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        failed(RUNS.run(behind.probe(port, AUTHORITY.trust())), "CONNECT_REFUSED at 1/7");
    }

    @Test
    void tlsStalls() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer((_, self) -> self.hang())) {
            failed(RUNS.run(behind.probe(DoorRuns.target(DoorRuns.onlyShort(Stage.TLS),
                    DoorRuns.LONG), peer.port(), AUTHORITY.trust())), "TLS_SILENT at 2/7");
        }
    }

    @Test
    void aCertificateIsRefusedWhereThatIsAskedFor() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(ServerSide.listening(AUTHORITY, "127.0.0.1"),
                (socket, self) -> {
                    assertThat(socket.getInputStream().read()).isNegative();
                    self.hang();
                })) {
            failed(RUNS.run(behind.probe(peer.port(), Trust.system())), "TLS_UNTRUSTED at 2/7");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 403, 502})
    void theUpgradeIsAnsweredOtherwise(int status) throws Exception {
        SessionReport report = against((socket, self) -> {
            ServerSide side = new ServerSide(socket);
            side.head();
            side.say("HTTP/1.1 " + status + " So\r\nContent-Length: 70000\r\n\r\nnothing");
            self.hang();
        });

        failed(report, "WG_WS_UPGRADE_REFUSED at 3/7");
        assertThat(report.outcome().toString()).contains("seen=status " + status);
    }

    @ParameterizedTest
    @CsvSource({"'SSH-2.0-OpenSSH_9.2\r\n\r\n'",
            "'HTTP/1.1 101 Switching Protocols\r\n\r\n'",
            "'HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                    + "Sec-WebSocket-Accept: AAAA\r\n\r\n'"})
    void theUpgradeIsAnsweredWithWhatIsNone(String answer) throws Exception {
        failed(against((socket, self) -> {
            ServerSide side = new ServerSide(socket);
            side.head();
            side.say(answer);
            self.hang();
        }), "WG_WS_UPGRADE_MALFORMED at 3/7");
    }

    @Test
    void theUpgradeIsNotAnswered() throws Exception {
        failed(against(DoorRuns.target(DoorRuns.onlyShort(Stage.FIRST_BYTE), DoorRuns.LONG),
                (socket, self) -> {
                    new ServerSide(socket).head();
                    self.hang();
                }), "WG_WS_UPGRADE_SILENT at 3/7");
    }

    @Test
    void theConnectionEndsInTheUpgrade() throws Exception {
        failed(against((socket, _) -> new ServerSide(socket).head()),
                "WG_WS_UPGRADE_CLOSED at 3/7");
    }

    @Test
    void nothingIsBehindTheWebSocket() throws Exception {
        SessionReport report = against((socket, self) -> {
            WebSocketProbeTest.upgraded(socket);
            self.hang();
        });

        failed(report, "WG_WS_NO_REPLY at 5/7");
        assertThat(report.outcome().toString()).contains("initiations sent");
        assertThat(report.stages()).extracting(StageTiming::stage).contains("initiate")
                .doesNotContain("response");
        // The fourth is due where 98 % of the time is spent, some of which the upgrade took.
        assertThat(report.packets().sent()).isBetween(3, 4);
    }

    @Test
    void onlyTheAnswersAreDropped() throws Exception {
        failed(against((socket, _) -> {
            ServerSide side = WebSocketProbeTest.upgraded(socket);
            while (true) {
                Optional<byte[]> dropped = behind.answer(side.packet());
                assertThat(dropped).isPresent();
                side.send(ServerSide.TEXT, ServerSide.length(0));
            }
        }), "WG_WS_NO_REPLY at 5/7");
    }

    @Test
    void theWebSocketIsClosedInTheHandshake() throws Exception {
        SessionReport report = against((socket, self) -> {
            ServerSide side = WebSocketProbeTest.upgraded(socket);
            assertThat(side.packet()).hasSize(148);
            side.send(ServerSide.CLOSE, new byte[]{3, (byte) 0xf3, 'b', 'u', 's', 'y'});
            self.hang();
        });

        failed(report, "WG_WS_CLOSED at 5/7");
        assertThat(report.outcome().toString()).contains("closed with status 1011, `busy`");
    }

    @Test
    void theConnectionEndsInTheHandshake() throws Exception {
        failed(against((socket, _) -> {
            ServerSide side = WebSocketProbeTest.upgraded(socket);
            assertThat(side.packet()).hasSize(148);
        }), "WG_WS_CLOSED at 5/7");
    }

    @Test
    void binaryFramesComeBack() throws Exception {
        failed(answering((side, answer) -> side.send(ServerSide.BINARY, answer)),
                "WG_WS_FRAMING at 5/7");
    }

    @Test
    void aLengthIsGarbage() throws Exception {
        SessionReport report = answering((side, _) -> side.send(ServerSide.TEXT,
                new byte[]{'H', 'T', 'T', 'P', '/', '1', '.', '1'}));

        failed(report, "WG_WS_FRAMING at 5/7");
        assertThat(report.outcome().toString()).contains("a packet of 1213486160 octets");
    }

    @Test
    void framesAreNone() throws Exception {
        failed(answering((side, _) -> side.say("\u00ff\u00ff\u00ff\u00ff\u00ff")),
                "WG_WS_FRAMING at 5/7");
    }

    @Test
    void aFrameIsLongerThanAnyPacket() throws Exception {
        failed(answering((side, _) -> side.say("\u0081\u007f\0\0\0\0\u007f\0\0\0")),
                "WG_WS_FRAMING at 5/7");
    }

    @Test
    void aFloodIsCutShort() throws Exception {
        SessionReport report = against(DoorRuns.target(DoorRuns.LONG), (socket, _) -> {
            ServerSide side = WebSocketProbeTest.upgraded(socket);
            byte[] zeros = new byte[32_768];
            while (true) {
                side.send(ServerSide.TEXT, zeros);
            }
        });

        failed(report, "WG_WS_FRAMING at 5/7");
        assertThat(report.outcome().toString())
                .contains("more than " + CarriedSession.RECEIVED_BYTES_MAX + " octets");
    }

    @Test
    void oneOctetInEachFrameIsSlowAndGood() throws Exception {
        SessionReport report = answering((side, answer) -> {
            for (byte each : ByteBuffer.allocate(4 + answer.length).putInt(answer.length)
                    .put(answer).array()) {
                side.send(ServerSide.TEXT, each);
            }
        });

        assertThat(DoorRuns.failure(report)).isEqualTo("good");
    }

    @Test
    void anAnswerOfAnotherIsCountedAndWaitedPast() throws Exception {
        SessionReport report = answering((side, answer) -> {
            byte[] changed = answer.clone();
            changed[50] ^= 1;
            side.sendPacket(changed);
            side.sendPacket(new byte[]{9, 9, 9});
        });

        failed(report, "WG_REPLY_INVALID at 6/7");
    }

    @Test
    void aPingIsAnswered() throws Exception {
        SessionReport report = against((socket, self) -> {
            ServerSide side = WebSocketProbeTest.upgraded(socket);
            byte[] initiation = side.packet();
            side.send(ServerSide.PING, new byte[]{7});
            ServerSide.Frame pong = side.frame();
            assertThat(pong.opcode()).isEqualTo(ServerSide.PONG);
            assertThat(pong.payload()).containsExactly(7);
            side.sendPacket(behind.answer(initiation).orElseThrow());
            self.hang();
        });

        assertThat(DoorRuns.failure(report)).isEqualTo("good");
    }

    @Test
    void zeroLengthsAreSentWhereThereIsNothingElse() throws Exception {
        SessionReport report = against(
                DoorRuns.target(StageBudgets.DEFAULT, Duration.ofSeconds(15)), (socket, self) -> {
                    ServerSide side = WebSocketProbeTest.upgraded(socket);
                    byte[] initiation = side.packet();
                    // The next initiation is due after 3 s, a fifth of the time.
                    assertThat(side.number()).isZero();
                    side.sendPacket(behind.answer(initiation).orElseThrow());
                    self.hang();
                });

        assertThat(DoorRuns.failure(report)).isEqualTo("good");
    }

    private interface Answering {
        void answer(ServerSide side, byte[] answer) throws IOException;
    }

    /// A gateway whose first answer is sent in `way`.
    private SessionReport answering(Answering way) throws Exception {
        return against((Socket socket, ScriptedPeer self) -> {
            ServerSide side = WebSocketProbeTest.upgraded(socket);
            way.answer(side, behind.answer(side.packet()).orElseThrow());
            self.hang();
        });
    }
}
