package dev.picket.simulation.loopback;

import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Target;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.GatewayKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.WireGuardGateway;
import dev.picket.simulation.world.World;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/// Fresh WireGuard keys for a world: one pair for every gateway and one for every vantage at it.
final class LoopbackKeys {

    private static final int KEY_BYTES = 32;

    private final Crypto crypto = Crypto.best();
    private final Entropy entropy = Entropy.secure();
    private final SortedMap<String, WireGuardGateway> gateways = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Secret>> privateKeys = new TreeMap<>();

    LoopbackKeys(World world) {
        for (Target target : world.targets().values()) {
            if (target.kind() == ProbeKind.WIREGUARD) {
                addGateway(world, target);
            }
        }
    }

    private void addGateway(World world, Target target) {
        WireGuardGateway gateway = new WireGuardGateway(
                new GatewayKeys(crypto, PrivateKey.generate(entropy)), entropy);
        SortedMap<String, Secret> keys = new TreeMap<>();
        for (String vantage : world.vantages().keySet()) {
            byte[] bytes = clamped(entropy.bytes(KEY_BYTES));
            gateway.addPeer(PrivateKey.of(bytes).publicKey(crypto), PresharedKey.NONE);
            keys.put(vantage, Secret.of(Base64.getEncoder().encodeToString(bytes)));
        }
        gateways.put(target.name(), gateway);
        privateKeys.put(target.name(), keys);
    }

    /// RFC 7748, section 5.
    private static byte[] clamped(byte[] bytes) {
        bytes[0] &= (byte) 0xf8;
        bytes[31] = (byte) ((bytes[31] & 0x7f) | 0x40);
        return bytes;
    }

    WireGuardGateway gateway(String target) {
        return require(gateways, target);
    }

    /// The private key of every vantage at `target`.
    SortedMap<String, Secret> privateKeys(String target) {
        return require(privateKeys, target);
    }

    private static <T> T require(SortedMap<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no such gateway: " + name);
        }
        return value;
    }
}
