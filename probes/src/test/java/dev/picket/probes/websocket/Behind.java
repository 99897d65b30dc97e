package dev.picket.probes.websocket;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.Trust;
import dev.picket.probes.tunnel.TunnelTarget;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.GatewayKeys;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.KeyTurns;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardGateway;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// The WireGuard gateway behind a WebSocket of tests, its one peer, and probes of it.
final class Behind {

    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.1", 40_000);

    private final Clock clock = SystemClock.system();
    private final Entropy entropy = Entropy.secure();
    private final PrivateKey own = PrivateKey.generate(entropy);
    private final TimestampKeeper timestamps = new TimestampKeeper();
    final WireGuardGateway gateway = new WireGuardGateway(
            new GatewayKeys(Crypto.best(), PrivateKey.generate(entropy)), entropy);

    Behind() {
        gateway.addPeer(own.publicKey(Crypto.best()), PresharedKey.NONE);
    }

    synchronized Optional<byte[]> answer(byte[] packet) {
        return gateway.answer(clock.monotonic(), clock.wall(), FROM, ByteBuffer.wrap(packet))
                .map(answer -> {
                    byte[] bytes = new byte[answer.remaining()];
                    answer.get(bytes);
                    return bytes;
                });
    }

    /// Answers packets until the other end goes.
    void serve(ServerSide side) throws IOException {
        while (true) {
            Optional<byte[]> answer = answer(side.packet());
            if (answer.isPresent()) {
                side.sendPacket(answer.get());
            }
        }
    }

    synchronized long confirmed() {
        return gateway.counts().confirmedCount();
    }

    WebSocketProbe probe(int port, Trust trust) {
        return probe(DoorRuns.target(DoorRuns.LONG), port, trust);
    }

    /// A probe whose sessions are spread over the door's whole time.
    WebSocketProbe probe(DoorTarget door, int port, Trust trust) {
        return new WebSocketProbe(door, new WebSocketProbe.Gateway(
                new Endpoint("127.0.0.1", port), Lookup.Way.from(door.bind(), Optional.empty()),
                target(door.timeout()), new KeyTurns(DoorRuns.LONG)), trust, clock);
    }

    /// A probe that goes on behind the gateway, where nothing is.
    WebSocketProbe probe(int port, Trust trust, TunnelTarget tunnel) {
        DoorTarget door = DoorRuns.target(DoorRuns.LONG);
        return new WebSocketProbe(door, new WebSocketProbe.Gateway(
                new Endpoint("127.0.0.1", port), Lookup.Way.from(door.bind(), Optional.empty()),
                target(door.timeout()).with(tunnel), new KeyTurns(DoorRuns.LONG)), trust, clock);
    }

    private WireGuardTarget target(Duration budget) {
        InitiatorKeys keys = InitiatorKeys.of(Crypto.best(), own,
                new InitiatorKeys.Remote(gateway.publicKey(), PresharedKey.NONE)).orElseThrow();
        return new WireGuardTarget("here", "gateway", keys, timestamps,
                AttemptSchedule.within(budget), entropy);
    }
}
