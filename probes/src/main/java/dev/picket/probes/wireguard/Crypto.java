package dev.picket.probes.wireguard;

import java.util.Optional;

/// X25519 (RFC 7748), by the fastest library that works on this machine. Thread-safe.
///
/// The JDK's own X25519 is left out on purpose: it is four to five times slower than Conscrypt.
public interface Crypto {

    /// The library in use, for people.
    String label();

    /// The shared secret of a private and a public key, 32 bytes each; empty where it would be all
    /// zero, which a public key of small order brings about and WireGuard refuses.
    Optional<byte[]> agree(byte[] privateKey, byte[] publicKey);

    /// The public key of a private key.
    byte[] publicKeyOf(byte[] privateKey);

    /// Conscrypt where it loads and computes as Bouncy Castle does, else Bouncy Castle.
    static Crypto best() {
        return Best.CRYPTO;
    }

    /// Conscrypt, where it loads here.
    static Optional<Crypto> conscrypt() {
        return ConscryptCrypto.load().map(conscrypt -> conscrypt);
    }

    /// Bouncy Castle, which loads anywhere.
    static Crypto bouncyCastle() {
        return new BouncyCastleCrypto();
    }

    /// Holds the choice, made once.
    final class Best {

        private static final Crypto CRYPTO = choose();

        private Best() {}

        private static Crypto choose() {
            return conscrypt().orElseGet(Crypto::bouncyCastle);
        }
    }
}
