package dev.picket.probes.wireguard;

import java.util.Optional;

/// Agreement without secrecy, for searches of millions of inputs: a public key is its private key,
/// and what two of them agree on is their exclusive or. Everything but X25519 is then real, and
/// costs a tenth.
final class PlainCrypto implements Crypto {

    @Override
    public String label() {
        return "none";
    }

    @Override
    public Optional<byte[]> agree(byte[] privateKey, byte[] publicKey) {
        byte[] shared = new byte[Keys.LENGTH];
        int any = 0;
        for (int i = 0; i < shared.length; i++) {
            shared[i] = (byte) (privateKey[i] ^ publicKey[i]);
            any |= shared[i];
        }
        return any == 0 ? Optional.empty() : Optional.of(shared);
    }

    @Override
    public byte[] publicKeyOf(byte[] privateKey) {
        return privateKey.clone();
    }
}
