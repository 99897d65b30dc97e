package dev.picket.probes.wireguard;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/// Where ephemeral keys and nonces come from.
@FunctionalInterface
public interface Entropy {

    /// A new array of `length` random bytes.
    byte[] bytes(int length);

    /// The operating system's generator; thread-safe.
    static Entropy secure() {
        SecureRandom random = new SecureRandom();
        return length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
    }

    /// A repeatable generator for simulations and tests, never for real targets; for one thread.
    static Entropy seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
