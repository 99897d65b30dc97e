package dev.picket.probes.wireguard;

import java.util.Base64;
import java.util.Optional;

/// What all WireGuard keys have in common: 32 bytes, written as base64.
final class Keys {

    static final int LENGTH = 32;

    private Keys() {}

    static Optional<byte[]> parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            return bytes.length == LENGTH ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static byte[] requireLength(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a key has " + LENGTH + " bytes, got " + bytes.length);
        }
        return bytes.clone();
    }
}
