package dev.picket.probes.wireguard;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// X25519 by Bouncy Castle: pure Java, works on any platform.
final class BouncyCastleCrypto implements Crypto {

    @Override
    public String label() {
        return "Bouncy Castle";
    }

    @Override
    public Optional<byte[]> agree(byte[] privateKey, byte[] publicKey) {
        byte[] shared = new byte[Keys.LENGTH];
        boolean usable = X25519.calculateAgreement(privateKey, 0, publicKey, 0, shared, 0);
        return usable ? Optional.of(shared) : Optional.empty();
    }

    @Override
    public byte[] publicKeyOf(byte[] privateKey) {
        byte[] publicKey = new byte[Keys.LENGTH];
        X25519.generatePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }
}
