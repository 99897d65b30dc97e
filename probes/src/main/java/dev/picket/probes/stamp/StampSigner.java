package dev.picket.probes.stamp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The HMAC-SHA-256 of RFC 8762 §4.4, cut to its first 16 octets, under one key. One thread.
final class StampSigner {

    /// Octets of a tag.
    static final int TAG_BYTES = 16;

    private final Mac mac;

    StampSigner(StampKey key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.octets(), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            // Every Java platform has it, and it takes a key of any length.
            throw new IllegalStateException(e);
        }
    }

    /// Signs an authenticated packet; positions stay.
    void sign(ByteBuffer packet) {
        packet.put(packet.position() + StampLayout.SIGNED_BYTES, tagOf(packet));
    }

    /// Whether an authenticated packet carries its own tag; compared in constant time.
    boolean isSigned(ByteBuffer packet) {
        return packet.remaining() >= StampLayout.AUTHENTICATED.bytes()
                && isTagAt(packet, packet.position() + StampLayout.SIGNED_BYTES, tagOf(packet));
    }

    private byte[] tagOf(ByteBuffer packet) {
        mac.update(packet.slice(packet.position(), StampLayout.SIGNED_BYTES));
        return tag();
    }

    /// The tag of the HMAC extension: over the sequence number of the packet, its first four
    /// octets, and the extensions from `from` up to `to` (RFC 8972 §4.8).
    byte[] tagOfExtensions(ByteBuffer packet, int from, int to) {
        mac.update(packet.slice(packet.position(), Integer.BYTES));
        mac.update(packet.slice(from, to - from));
        return tag();
    }

    /// Whether `tag` stands at `at`.
    static boolean isTagAt(ByteBuffer packet, int at, byte[] tag) {
        byte[] found = new byte[TAG_BYTES];
        packet.get(at, found);
        return MessageDigest.isEqual(found, tag);
    }

    private byte[] tag() {
        return Arrays.copyOf(mac.doFinal(), TAG_BYTES);
    }
}
