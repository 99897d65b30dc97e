package dev.picket.probes.wireguard;

/// HChaCha20 (draft-irtf-cfrg-xchacha-03 section 2.2): a 32-byte subkey out of a key and the first
/// 16 bytes of a nonce. It is ChaCha20's block function without the final addition, of which the
/// first and the last row are kept.
final class HChaCha20 {

    static final int NONCE_LENGTH = 16;
    private static final int DOUBLE_ROUNDS = 10;

    private HChaCha20() {}

    static byte[] subkey(byte[] key, byte[] nonce) {
        int[] s = new int[16];
        s[0] = 0x61707865;
        s[1] = 0x3320646e;
        s[2] = 0x79622d32;
        s[3] = 0x6b206574;
        for (int i = 0; i < 8; i++) {
            s[4 + i] = Bytes.getInt(key, 4 * i);
        }
        for (int i = 0; i < 4; i++) {
            s[12 + i] = Bytes.getInt(nonce, 4 * i);
        }
        for (int round = 0; round < DOUBLE_ROUNDS; round++) {
            doubleRound(s);
        }
        byte[] subkey = new byte[Keys.LENGTH];
        for (int i = 0; i < 4; i++) {
            Bytes.putInt(subkey, 4 * i, s[i]);
            Bytes.putInt(subkey, 16 + 4 * i, s[12 + i]);
        }
        return subkey;
    }

    private static void doubleRound(int[] s) {
        for (int i = 0; i < 4; i++) {
            quarterRound(s, i, 0);
        }
        for (int i = 0; i < 4; i++) {
            quarterRound(s, i, 1);
        }
    }

    /// RFC 8439 section 2.1 on column `i` (shift 0) or on diagonal `i` (shift 1).
    private static void quarterRound(int[] s, int i, int shift) {
        int a = i;
        int b = 4 + (i + shift) % 4;
        int c = 8 + (i + 2 * shift) % 4;
        int d = 12 + (i + 3 * shift) % 4;
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
    }
}
