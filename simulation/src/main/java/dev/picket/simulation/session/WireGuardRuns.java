package dev.picket.simulation.session;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.GatewayKeys;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardGateway;
import dev.picket.probes.wireguard.WireGuardSessions;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.time.Duration;

/// WireGuard handshakes of one path with a gateway that knows the vantage's key.
public final class WireGuardRuns implements DatagramRuns {

    private final WireGuardGateway gateway;
    private final SessionFactory factory;

    /// @param seed makes the keys
    public WireGuardRuns(Path path, Duration timeout, long seed) {
        Crypto crypto = Crypto.best();
        Entropy entropy = Entropy.seeded(seed);
        PrivateKey own = PrivateKey.generate(entropy);
        this.gateway = new WireGuardGateway(
                new GatewayKeys(crypto, PrivateKey.generate(entropy)), entropy);
        gateway.addPeer(own.publicKey(crypto), PresharedKey.NONE);
        InitiatorKeys keys = InitiatorKeys
                .of(crypto, own,
                        new InitiatorKeys.Remote(gateway.publicKey(), PresharedKey.NONE))
                .orElseThrow(() -> new IllegalStateException("a generated key has small order"));
        this.factory = new WireGuardSessions(new WireGuardTarget(path.vantage(),
                path.target() + " (simulated)", keys, new TimestampKeeper(),
                AttemptSchedule.within(timeout), entropy), WireGuardSessions.tokens(entropy));
    }

    @Override
    public SessionReport run(RunStart start, PacketFates fates) {
        return VirtualRun.of(factory.open(start.runId(), new MonotonicInstant(start.nanos()),
                start.wall()), gateway, fates, start);
    }

    @Override
    public void spoiled() {
        factory.spoiled();
    }
}
