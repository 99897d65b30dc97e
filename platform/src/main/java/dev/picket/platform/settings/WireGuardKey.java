package dev.picket.platform.settings;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A 32-byte WireGuard public key. Private and pre-shared keys stay secrets until used; see
/// [#bytesOf].
public final class WireGuardKey {
    public static final int KEY_BYTES = 32;

    private final byte[] bytes;

    private WireGuardKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static WireGuardKey of(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a key has " + KEY_BYTES + " bytes, got " + bytes.length);
        }
        return new WireGuardKey(bytes.clone());
    }

    /// The key that `text` writes in base64; empty where it is not 32 bytes of it.
    public static Optional<WireGuardKey> ofBase64(String text) {
        return bytesOf(text).map(WireGuardKey::new);
    }

    /// The 32 bytes that `text` writes in base64.
    public static Optional<byte[]> bytesOf(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.strip()))
                    .filter(key -> key.length == KEY_BYTES);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireGuardKey key && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// The key in base64: it is public.
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
