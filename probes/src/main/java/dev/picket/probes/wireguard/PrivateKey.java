package dev.picket.probes.wireguard;

import java.util.Arrays;
import java.util.Optional;

/// The secret half of an X25519 key pair. Its text form never shows it.
public final class PrivateKey {

    private final byte[] bytes;

    private PrivateKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PrivateKey of(byte[] bytes) {
        return new PrivateKey(Keys.requireLength(bytes));
    }

    /// Reads the base64 form of `wg genkey`; empty where it is not 32 bytes of base64.
    public static Optional<PrivateKey> parse(String base64) {
        return Keys.parse(base64).map(PrivateKey::new);
    }

    /// A fresh key, clamped as RFC 7748 section 5 says.
    public static PrivateKey generate(Entropy entropy) {
        byte[] bytes = entropy.bytes(Keys.LENGTH);
        bytes[0] &= (byte) 0xf8;
        bytes[31] = (byte) ((bytes[31] & 0x7f) | 0x40);
        return new PrivateKey(bytes);
    }

    public PublicKey publicKey(Crypto crypto) {
        return PublicKey.of(crypto.publicKeyOf(bytes));
    }

    /// The bytes themselves, not to be changed.
    byte[] raw() {
        return bytes;
    }

    /// Overwrites the key; it is of no use afterwards.
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "PrivateKey(hidden)";
    }
}
