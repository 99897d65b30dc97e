package dev.picket.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.net.Trust;
import dev.picket.probes.session.SessionReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class WebSocketProbeTest {

    private static final DoorRuns RUNS = new DoorRuns();
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");

    private final Behind behind = new Behind();

    @AfterAll
    static void close() {
        RUNS.close();
    }

    @Test
    void aHandshakePassesEveryStageAndIsConfirmed() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (ScriptedPeer peer = serving()) {
            SessionReport report = RUNS.run(behind.probe(peer.port(), AUTHORITY.trust())
                    .telling(stage -> told.add(stage.stage())));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage).containsExactly("connect",
                    "TLS handshake", "WebSocket upgrade", "initiate", "response", "verify",
                    "confirm");
            assertThat(told).containsExactlyElementsOf(
                    report.stages().stream().map(StageTiming::stage).toList());
            assertThat(report.details()).containsEntry("user", "good")
                    .containsEntry("path", "good").doesNotContainKey("certificate")
                    .containsKey("certificateDaysLeft");
            assertThat(report.packets().sent()).isEqualTo(1);
            assertThat(report.packets().received()).isEqualTo(1);
            for (int i = 0; i < 200 && behind.confirmed() == 0; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(behind.confirmed()).isEqualTo(1);
        }
    }

    @Test
    void whatIsSentIsWhatFlyctlSends() throws Exception {
        Map<String, String> head = new ConcurrentHashMap<>();
        List<ServerSide.Frame> frames = Collections.synchronizedList(new ArrayList<>());
        try (ScriptedPeer peer = new ScriptedPeer(ServerSide.listening(AUTHORITY, "127.0.0.1"),
                (socket, _) -> {
                    ServerSide side = new ServerSide(socket);
                    head.putAll(side.upgrade());
                    for (int i = 0; i < 3; i++) {
                        frames.add(side.frame());
                    }
                    behind.answer(frames.getLast().payload()).ifPresent(answer -> send(side,
                            answer));
                    for (int i = 0; i < 3; i++) {
                        frames.add(side.frame());
                    }
                })) {
            RUNS.run(behind.probe(peer.port(), AUTHORITY.trust()));
            for (int i = 0; i < 200 && frames.size() < 6; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }

            String host = "127.0.0.1:" + peer.port();
            assertThat(head).containsEntry("line", "GET / HTTP/1.1").containsEntry("host", host)
                    .containsEntry("origin", "wss://" + host + "/")
                    .containsEntry("sec-websocket-version", "13");
            assertThat(frames).allMatch(ServerSide.Frame::masked)
                    .extracting(ServerSide.Frame::opcode).containsExactly(ServerSide.TEXT,
                            ServerSide.TEXT, ServerSide.TEXT, ServerSide.TEXT, ServerSide.TEXT,
                            ServerSide.CLOSE);
            assertThat(frames.get(0).payload()).containsExactly(0x2F, 0xAC, 0xED, 0x77);
            assertThat(frames.get(1).payload()).containsExactly(0, 0, 0, 148);
            assertThat(frames.get(2).payload()).hasSize(148).startsWith(1, 0, 0, 0);
            assertThat(frames.get(3).payload()).containsExactly(0, 0, 0, 32);
            assertThat(frames.get(4).payload()).hasSize(32).startsWith(4, 0, 0, 0);
        }
    }

    private static void send(ServerSide side, byte[] packet) {
        try {
            side.sendPacket(packet);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCertificateOfNobodyIsToldAndRefusesNothing() throws Exception {
        try (ScriptedPeer peer = serving()) {
            SessionReport report = RUNS
                    .run(behind.probe(peer.port(), Trust.system().reporting()));
            SessionReport again = RUNS
                    .run(behind.probe(peer.port(), Trust.system().reporting()));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.details().get("certificate")).startsWith("TLS_UNTRUSTED: ");
            assertThat(again.details().get("certificate")).startsWith("TLS_UNTRUSTED: ");
        }
    }

    @Test
    void aCertificateForOthersIsTold() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(
                ServerSide.listening(AUTHORITY, "gw.example.net"), this::serve)) {
            SessionReport report = RUNS
                    .run(behind.probe(peer.port(), AUTHORITY.trust().reporting()));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.details().get("certificate")).startsWith("TLS_NAME_MISMATCH: ");
        }
    }

    @Test
    void oneDroppedInitiationIsBadForAUserAndGoodForThePath() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(ServerSide.listening(AUTHORITY, "127.0.0.1"),
                (socket, _) -> {
                    ServerSide side = upgraded(socket);
                    assertThat(side.packet()).hasSize(148);
                    behind.serve(side);
                })) {
            SessionReport report = RUNS.run(behind.probe(
                    DoorRuns.target(dev.picket.platform.settings.StageBudgets.DEFAULT,
                            java.time.Duration.ofSeconds(5)),
                    peer.port(), AUTHORITY.trust()));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.details()).containsEntry("user", "failed")
                    .containsEntry("path", "good").containsEntry("firstAttempt", "failed")
                    .containsEntry("attempts", "2");
        }
    }

    private ScriptedPeer serving() throws java.io.IOException {
        return new ScriptedPeer(ServerSide.listening(AUTHORITY, "127.0.0.1"), this::serve);
    }

    private void serve(java.net.Socket socket, ScriptedPeer peer) throws java.io.IOException {
        behind.serve(upgraded(socket));
    }

    static ServerSide upgraded(java.net.Socket socket) throws java.io.IOException {
        ServerSide side = new ServerSide(socket);
        side.upgrade();
        assertThat(side.number()).isEqualTo(0x2FACED77);
        return side;
    }
}
