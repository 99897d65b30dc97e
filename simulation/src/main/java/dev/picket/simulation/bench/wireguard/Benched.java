package dev.picket.simulation.bench.wireguard;

import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.GatewayKeys;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardGateway;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.time.Duration;

/// A gateway of our own and the vantages that probe it.
final class Benched {

    static final Duration BUDGET = Duration.ofSeconds(5);
    private static final String VANTAGE = "here";

    private final Crypto crypto;
    private final Entropy entropy = Entropy.secure();
    private final WireGuardGateway gateway;

    Benched(Crypto crypto) {
        this.crypto = crypto;
        this.gateway = new WireGuardGateway(
                new GatewayKeys(crypto, PrivateKey.generate(entropy)), entropy);
    }

    WireGuardGateway gateway() {
        return gateway;
    }

    Entropy entropy() {
        return entropy;
    }

    /// The gateway as one more peer of it, with a key pair of its own, probes it.
    WireGuardTarget peer() {
        InitiatorKeys keys = InitiatorKeys
                .of(crypto, PrivateKey.generate(entropy), new InitiatorKeys.Remote(
                        gateway.publicKey(), PresharedKey.NONE))
                .orElseThrow();
        if (!gateway.addPeer(keys.ownPublic(), PresharedKey.NONE)) {
            throw new IllegalStateException("the gateway does not take a peer");
        }
        return new WireGuardTarget(VANTAGE, "gateway", keys, new TimestampKeeper(),
                AttemptSchedule.within(BUDGET), entropy);
    }
}
