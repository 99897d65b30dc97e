package dev.picket.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.FarEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WebSocketTunnelTest {

    private static final int KEEPALIVE_BYTES = 32;
    private static final List<String> BEFORE = List.of("connect", "TLS handshake",
            "WebSocket upgrade", "initiate", "response", "verify", "confirm");

    private final TestAuthority authority = new TestAuthority("authority");
    private final Behind behind = new Behind();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch confirmed = new CountDownLatch(1);

    /// The stream is closed only when the stages before were told: were they told with the end, it
    /// would never come.
    @Test
    void stagesAreToldAsTheyPassAndAClosedStreamAtTheStageItIsClosedIn() throws Exception {
        try (DoorRuns runs = new DoorRuns();
                ScriptedPeer peer = new ScriptedPeer(ServerSide.listening(authority, "127.0.0.1"),
                        (socket, self) -> {
                            ServerSide side = WebSocketProbeTest.upgraded(socket);
                            byte[] packet = side.packet();
                            while (packet.length <= KEEPALIVE_BYTES || packet[0] != 4) {
                                Optional<byte[]> answer = behind.answer(packet);
                                if (answer.isPresent()) {
                                    side.sendPacket(answer.get());
                                }
                                packet = side.packet();
                            }
                            if (confirmed.await(5, TimeUnit.SECONDS)) {
                                side.send(ServerSide.CLOSE, new byte[]{3, (byte) 0xf3});
                            }
                            self.hang();
                        })) {
            SessionReport report = runs.run(behind.probe(peer.port(), authority.trust(),
                    FarEnd.target()).telling(this::tell));

            assertThat(report.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.failure().code()).isEqualTo(FailureCode.WG_WS_CLOSED);
                assertThat(failed.failure().stageNumber()).isEqualTo(8);
                assertThat(failed.failure().stageTotal()).isEqualTo(8);
                assertThat(failed.failure().tried()).isEqualTo("WireGuard tunnel in a WebSocket");
            });
            assertThat(told).isEqualTo(BEFORE);
            assertThat(report.stages()).extracting(StageTiming::stage).isEqualTo(BEFORE);
            assertThat(report.details()).containsEntry("doctor.ping", "WG_WS_CLOSED")
                    .containsEntry("user", "failed");
        }
    }

    private void tell(StageTiming stage) {
        told.add(stage.stage());
        if (stage.stage().equals("confirm")) {
            confirmed.countDown();
        }
    }
}
