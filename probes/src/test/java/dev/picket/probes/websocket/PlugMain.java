package dev.picket.probes.websocket;

import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.TunnelStage;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.ScriptedPeer;
import dev.picket.probes.net.TestAuthority;
import dev.picket.probes.net.Trust;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.Ipv6Address;
import dev.picket.probes.tunnel.TunnelTarget;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.KeyTurns;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.PublicKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/// A WebSocket before wireguard-go, and probes through it; runs inside the test's namespaces.
public final class PlugMain {

    private static final int RUNS = 20;
    private static final int CLOSED_PORT = 9;

    private PlugMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        TestAuthority authority = new TestAuthority("authority");
        DoorTarget door = DoorRuns.target(DoorRuns.LONG);
        InitiatorKeys keys = InitiatorKeys.of(Crypto.best(),
                PrivateKey.parse(text(folder, "vantage.key")).orElseThrow(),
                new InitiatorKeys.Remote(
                        PublicKey.of(Base64.getDecoder().decode(text(folder, "gateway.pub"))),
                        PresharedKey.NONE))
                .orElseThrow();
        WireGuardTarget target = new WireGuardTarget("here", "gateway", keys,
                new TimestampKeeper(), AttemptSchedule.within(door.timeout()), Entropy.secure());
        try (DoorRuns runs = new DoorRuns();
                ScriptedPeer peer = new ScriptedPeer(
                        ServerSide.listening(authority, "127.0.0.1"), (socket, _) -> plug(
                                socket))) {
            Reached reached = new Reached(door, authority.trust(), target);
            WebSocketProbe probe = reached.probe(peer.port(), Optional.empty());
            int good = 0;
            for (int i = 0; i < RUNS; i++) {
                var report = runs.run(probe);
                boolean first = "good".equals(report.details().get("user"));
                good += first && "good".equals(DoorRuns.failure(report)) ? 1 : 0;
            }
            System.out.println("good=" + good);
            // A kernel answers echoes; nothing else is behind this gateway.
            SessionReport echo = runs.run(reached.probe(peer.port(),
                    Optional.of(TunnelStage.ECHO)));
            System.out.println("echo=" + told(echo) + " " + echo.stages().stream()
                    .map(StageTiming::stage).collect(Collectors.joining(",")));
            System.out.println("dns=" + told(runs.run(reached.probe(peer.port(),
                    Optional.of(TunnelStage.HTTP)))));
            System.out.println("closed=" + told(runs.run(reached.probe(CLOSED_PORT,
                    Optional.of(TunnelStage.HTTP)))));
        }
    }

    /// The gateway as probes reach it.
    private record Reached(DoorTarget door, Trust trust, WireGuardTarget target) {

        WebSocketProbe probe(int port, Optional<TunnelStage> upTo) {
            Ipv6Address gateway = address("fdaa:0:1::3");
            WireGuardTarget whole = upTo.map(stage -> target.with(new TunnelTarget(
                    address("fdaa:0:1::10"), gateway, gateway, "_api.internal", 4_280, 404,
                    stage))).orElse(target);
            return new WebSocketProbe(door, new WebSocketProbe.Gateway(
                    new Endpoint("127.0.0.1", port),
                    Lookup.Way.from(door.bind(), Optional.empty()), whole,
                    new KeyTurns(DoorRuns.LONG)), trust, DoorRuns.clock());
        }

        private static Ipv6Address address(String text) {
            return Ipv6Address.of((Inet6Address) InetAddress.ofLiteral(text));
        }
    }

    private static String told(SessionReport report) {
        return report.outcome() instanceof Outcome.Failed(ProbeFailure failure)
                ? failure.code() + " " + failure.stageNumber() + "/" + failure.stageTotal()
                : report.outcome().label();
    }

    private static String text(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name)).strip();
    }

    private static void plug(Socket socket) throws IOException {
        ServerSide side = WebSocketProbeTest.upgraded(socket);
        try (DatagramSocket gateway = new DatagramSocket()) {
            gateway.connect(InetAddress.ofLiteral("127.0.0.1"), 51_820);
            Thread.ofVirtual().start(() -> back(gateway, side));
            while (true) {
                byte[] packet = side.packet();
                gateway.send(new DatagramPacket(packet, packet.length));
            }
        }
    }

    private static void back(DatagramSocket gateway, ServerSide side) {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            while (!gateway.isClosed()) {
                gateway.receive(packet);
                side.sendPacket(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (IOException _) {
            gateway.close();
        }
    }
}
