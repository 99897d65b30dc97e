package dev.picket.probes.lab;

import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.GatewayKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.WireGuardGateway;

/// The WireGuard gateway at the target, and the keys both ends are made from.
final class Gateway {

    private Gateway() {}

    static GatewayKeys keys() {
        return new GatewayKeys(Crypto.best(), PrivateKey.generate(Entropy.seeded(1)));
    }

    static PrivateKey peerKey() {
        return PrivateKey.generate(Entropy.seeded(2));
    }

    static WireGuardGateway open() {
        WireGuardGateway gateway = new WireGuardGateway(keys(), Entropy.secure());
        if (!gateway.addPeer(peerKey().publicKey(Crypto.best()), PresharedKey.NONE)) {
            throw new IllegalStateException("the gateway does not take its peer");
        }
        return gateway;
    }
}
