package dev.picket.probes.wireguard;

import java.util.Optional;

/// The symmetric key two peers may share beside their key pairs. Its text form never shows it.
public final class PresharedKey {

    /// No pre-shared key: WireGuard mixes in zeros.
    public static final PresharedKey NONE = new PresharedKey(new byte[Keys.LENGTH]);

    private final byte[] bytes;

    private PresharedKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PresharedKey of(byte[] bytes) {
        return new PresharedKey(Keys.requireLength(bytes));
    }

    /// Reads the base64 form of `wg genpsk`; empty where it is not 32 bytes of base64.
    public static Optional<PresharedKey> parse(String base64) {
        return Keys.parse(base64).map(PresharedKey::new);
    }

    /// The bytes themselves, not to be changed.
    byte[] raw() {
        return bytes;
    }

    @Override
    public String toString() {
        return "PresharedKey(hidden)";
    }
}
