package dev.picket.probes.wireguard;

import org.bouncycastle.crypto.digests.Blake2sDigest;

/// BLAKE2s (RFC 7693) in the three shapes WireGuard uses: hash, keyed hash of 16 bytes, and HMAC
/// (RFC 2104) with its key derivation (RFC 5869 without the info).
final class Blake2s {

    static final int HASH_LENGTH = 32;
    static final int MAC_LENGTH = 16;
    private static final int BLOCK_LENGTH = 64;
    private static final int HASH_BITS = 256;

    private Blake2s() {}

    /// HASH of the parts, one after the other.
    static byte[] hash(byte[]... parts) {
        return finish(new Blake2sDigest(HASH_BITS), parts);
    }

    /// MAC: keyed BLAKE2s of 16 bytes.
    static byte[] mac(byte[] key, byte[]... parts) {
        return finish(new Blake2sDigest(key, MAC_LENGTH, null, null), parts);
    }

    /// MAC over the first `length` bytes of `message`.
    static byte[] macOfStart(byte[] key, byte[] message, int length) {
        Blake2sDigest digest = new Blake2sDigest(key, MAC_LENGTH, null, null);
        digest.update(message, 0, length);
        byte[] mac = new byte[MAC_LENGTH];
        digest.doFinal(mac, 0);
        return mac;
    }

    /// HMAC-BLAKE2s under a key of at most one block.
    static byte[] hmac(byte[] key, byte[]... parts) {
        byte[] pad = new byte[BLOCK_LENGTH];
        System.arraycopy(key, 0, pad, 0, key.length);
        xor(pad, 0x36);
        Blake2sDigest inner = new Blake2sDigest(HASH_BITS);
        inner.update(pad, 0, BLOCK_LENGTH);
        byte[] innerHash = finish(inner, parts);
        xor(pad, 0x36 ^ 0x5c);
        return hash(pad, innerHash);
    }

    /// KDFn of the WireGuard paper: `n` keys out of a chaining key and an input.
    static byte[][] derive(byte[] chainingKey, byte[] input, int n) {
        byte[] extracted = hmac(chainingKey, input);
        byte[][] keys = new byte[n][];
        byte[] previous = new byte[0];
        for (int i = 0; i < n; i++) {
            previous = hmac(extracted, previous, new byte[]{(byte) (i + 1)});
            keys[i] = previous;
        }
        return keys;
    }

    private static byte[] finish(Blake2sDigest digest, byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }

    private static void xor(byte[] block, int value) {
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (block[i] ^ value);
        }
    }
}
