package dev.picket.probes.wireguard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;

/// What both sides of a handshake have seen so far: Noise's symmetric state, a chaining key `c` and
/// a hash `h` over all that was said.
final class Transcript {

    /// HASH of Noise's name for the protocol.
    static final byte[] INITIAL_CHAINING_KEY = Blake2s
            .hash("Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s".getBytes(US_ASCII));
    /// HASH of that and the prologue.
    static final byte[] INITIAL_HASH = Blake2s.hash(INITIAL_CHAINING_KEY,
            "WireGuard v1 zx2c4 Jason@zx2c4.com".getBytes(US_ASCII));

    private static final byte[] NOTHING = new byte[0];

    private byte[] chainingKey;
    private byte[] hash;

    private Transcript(byte[] chainingKey, byte[] hash) {
        this.chainingKey = chainingKey;
        this.hash = hash;
    }

    /// The state before the first message to the owner of `responder`.
    static Transcript towards(PublicKey responder) {
        return new Transcript(INITIAL_CHAINING_KEY.clone(),
                Blake2s.hash(INITIAL_HASH, responder.raw()));
    }

    Transcript copy() {
        return new Transcript(chainingKey.clone(), hash.clone());
    }

    void mixHash(byte[] data) {
        hash = Blake2s.hash(hash, data);
    }

    /// Mixes a value into the chaining key alone.
    void mixChain(byte[] input) {
        chainingKey = Blake2s.derive(chainingKey, input, 1)[0];
    }

    /// Mixes a shared secret into the chaining key; the key for the next encryption comes out.
    byte[] mixKey(byte[] shared) {
        byte[][] keys = Blake2s.derive(chainingKey, shared, 2);
        chainingKey = keys[0];
        return keys[1];
    }

    /// Mixes in the pre-shared key; the key for the next encryption comes out.
    byte[] mixPresharedKey(PresharedKey psk) {
        byte[][] keys = Blake2s.derive(chainingKey, psk.raw(), 3);
        chainingKey = keys[0];
        mixHash(keys[1]);
        return keys[2];
    }

    byte[] sealAndMix(byte[] key, byte[] plaintext) {
        byte[] ciphertext = Aead.seal(key, 0, plaintext, hash);
        mixHash(ciphertext);
        return ciphertext;
    }

    Optional<byte[]> openAndMix(byte[] key, byte[] ciphertext) {
        Optional<byte[]> plaintext = Aead.open(key, 0, ciphertext, hash);
        mixHash(ciphertext);
        return plaintext;
    }

    /// The initiator's sending key and its receiving key.
    byte[][] split() {
        return Blake2s.derive(chainingKey, NOTHING, 2);
    }

    void wipe() {
        Bytes.wipe(chainingKey);
        Bytes.wipe(hash);
    }
}
