package dev.picket.probes.stamp;

import java.util.Base64;
import java.util.Optional;

/// The secret a sender and a reflector share in the authenticated mode. It is never printed.
public final class StampKey {

    /// Octets of a key. Below 16 it would be weaker than the HMAC of 16 octets.
    public static final int BYTES_MIN = 16;
    public static final int BYTES_MAX = 64;

    private final byte[] octets;

    private StampKey(byte[] octets) {
        this.octets = octets;
    }

    /// A key of these octets.
    static StampKey of(byte[] octets) {
        if (octets.length < BYTES_MIN || octets.length > BYTES_MAX) {
            throw new IllegalArgumentException("a key must have " + BYTES_MIN + " to " + BYTES_MAX
                    + " octets, got " + octets.length);
        }
        return new StampKey(octets.clone());
    }

    /// The key written in base64; empty where that is none of [#BYTES_MIN] to [#BYTES_MAX] octets.
    public static Optional<StampKey> parse(String base64) {
        try {
            return Optional.of(of(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    byte[] octets() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return "StampKey(hidden)";
    }
}
