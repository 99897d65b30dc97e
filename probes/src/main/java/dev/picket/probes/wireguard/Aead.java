package dev.picket.probes.wireguard;

import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// ChaCha20-Poly1305 (RFC 8439) and XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03).
///
/// Bouncy Castle's engine is used and not the JDK's `Cipher`: WireGuard needs a new key for nearly
/// every call, and making a `Cipher` costs more than the encryption.
final class Aead {

    static final int TAG_LENGTH = 16;
    private static final int TAG_BITS = 128;
    private static final int NONCE_LENGTH = 12;

    private Aead() {}

    /// Encrypts under a nonce of four zero bytes and `counter`.
    static byte[] seal(byte[] key, long counter, byte[] plaintext, byte[] associated) {
        return sealWithNonce(key, nonce(counter), plaintext, associated);
    }

    /// The plaintext, or empty where the tag does not fit.
    static Optional<byte[]> open(byte[] key, long counter, byte[] ciphertext, byte[] associated) {
        return openWithNonce(key, nonce(counter), ciphertext, associated);
    }

    /// XChaCha20-Poly1305 under a nonce of 24 bytes.
    static byte[] xseal(byte[] key, byte[] nonce, byte[] plaintext, byte[] associated) {
        return sealWithNonce(HChaCha20.subkey(key, nonce), xnonce(nonce), plaintext, associated);
    }

    static Optional<byte[]> xopen(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associated) {
        return openWithNonce(HChaCha20.subkey(key, nonce), xnonce(nonce), ciphertext, associated);
    }

    static byte[] sealWithNonce(byte[] key, byte[] nonce, byte[] plaintext, byte[] associated) {
        try {
            return run(true, parameters(key, nonce, associated), plaintext);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("encryption checks no tag", impossible);
        }
    }

    static Optional<byte[]> openWithNonce(byte[] key, byte[] nonce, byte[] ciphertext,
            byte[] associated) {
        if (ciphertext.length < TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(false, parameters(key, nonce, associated), ciphertext));
        } catch (InvalidCipherTextException _) {
            return Optional.empty();
        }
    }

    private static byte[] run(boolean encrypt, AEADParameters parameters, byte[] input)
            throws InvalidCipherTextException {
        ChaCha20Poly1305 engine = new ChaCha20Poly1305();
        engine.init(encrypt, parameters);
        byte[] output = new byte[engine.getOutputSize(input.length)];
        int written = engine.processBytes(input, 0, input.length, output, 0);
        engine.doFinal(output, written);
        return output;
    }

    private static AEADParameters parameters(byte[] key, byte[] nonce, byte[] associated) {
        return new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, associated);
    }

    private static byte[] nonce(long counter) {
        byte[] nonce = new byte[NONCE_LENGTH];
        Bytes.putLong(nonce, 4, counter);
        return nonce;
    }

    private static byte[] xnonce(byte[] nonce) {
        byte[] rest = new byte[NONCE_LENGTH];
        System.arraycopy(nonce, HChaCha20.NONCE_LENGTH, rest, 4, 8);
        return rest;
    }
}
