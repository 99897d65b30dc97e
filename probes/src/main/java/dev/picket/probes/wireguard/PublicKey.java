package dev.picket.probes.wireguard;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The public half of an X25519 key pair: the name of a WireGuard peer.
public final class PublicKey {

    private final byte[] bytes;

    private PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PublicKey of(byte[] bytes) {
        return new PublicKey(Keys.requireLength(bytes));
    }

    /// Reads the base64 form that `wg` prints; empty where it is not 32 bytes of base64.
    public static Optional<PublicKey> parse(String base64) {
        return Keys.parse(base64).map(PublicKey::new);
    }

    /// The bytes themselves, not to be changed.
    byte[] raw() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
