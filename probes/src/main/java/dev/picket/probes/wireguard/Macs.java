package dev.picket.probes.wireguard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;

/// The keys of the two message authenticators towards one receiver: mac1 shows that the sender
/// knows whom it speaks to, mac2 that it can receive at the address it sends from.
final class Macs {

    private final byte[] mac1Key;
    private final byte[] cookieKey;

    private Macs(byte[] mac1Key, byte[] cookieKey) {
        this.mac1Key = mac1Key;
        this.cookieKey = cookieKey;
    }

    static Macs towards(PublicKey receiver) {
        return new Macs(Blake2s.hash("mac1----".getBytes(US_ASCII), receiver.raw()),
                Blake2s.hash("cookie--".getBytes(US_ASCII), receiver.raw()));
    }

    /// The key under which this receiver's cookie replies are encrypted.
    byte[] cookieKey() {
        return cookieKey;
    }

    /// Writes mac1, which stands at `offset` and covers all before it.
    void sign(byte[] message, int offset) {
        Bytes.put(message, offset, Blake2s.macOfStart(mac1Key, message, offset));
    }

    boolean isSigned(byte[] message, int offset) {
        return MessageDigest.isEqual(Blake2s.macOfStart(mac1Key, message, offset),
                Bytes.slice(message, offset, Blake2s.MAC_LENGTH));
    }
}
