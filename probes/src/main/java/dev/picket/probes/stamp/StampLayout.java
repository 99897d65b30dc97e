package dev.picket.probes.stamp;

import java.nio.ByteBuffer;

/// Where the fields of a STAMP packet lie, in octets from its beginning. Both sides' packets have
/// the same length, and share the first fields.
///
/// | | open (RFC 8762 §4.2.1, §4.3.1) | authenticated (§4.2.2, §4.3.2) |
/// |---|---|---|
/// | sequence number | 0 | 0 |
/// | timestamp, error estimate | 4, 12 | 16, 24 |
/// | session identifier (RFC 8972 §3) | 14 | 26 |
/// | receive timestamp | 16 | 32 |
/// | sender's sequence number | 24 | 48 |
/// | sender's timestamp, error estimate | 28, 36 | 64, 72 |
/// | time to live of the request | 40 | 80 |
/// | HMAC of the first 96 octets | | 96 |
///
/// All else is zero.
enum StampLayout {
    OPEN(44, 4, 16, 24, 28, 40), AUTHENTICATED(112, 16, 32, 48, 64, 80);

    /// The octets of an authenticated packet that its HMAC covers, and that come before it.
    static final int SIGNED_BYTES = 96;

    private static final int TIMESTAMP_BYTES = Long.BYTES;

    private final int bytes;
    private final int timestamp;
    private final int receivedAt;
    private final int senderSequence;
    private final int senderTimestamp;
    private final int ttl;

    StampLayout(int bytes, int timestamp, int receivedAt, int senderSequence,
            int senderTimestamp, int ttl) {
        this.bytes = bytes;
        this.timestamp = timestamp;
        this.receivedAt = receivedAt;
        this.senderSequence = senderSequence;
        this.senderTimestamp = senderTimestamp;
        this.ttl = ttl;
    }

    /// The layout of a reply: the authenticated one has zeros where the open one has its timestamp.
    static StampLayout of(ByteBuffer reply) {
        if (reply.remaining() < AUTHENTICATED.bytes) {
            return OPEN;
        }
        for (int i = OPEN.timestamp; i < OPEN.timestamp + TIMESTAMP_BYTES; i++) {
            if (reply.get(reply.position() + i) != 0) {
                return OPEN;
            }
        }
        return AUTHENTICATED;
    }

    /// The length without extensions.
    int bytes() {
        return bytes;
    }

    /// The shortest reply that can be used. Open, what is missing at the end is zero (RFC 8762
    /// §4.6), but not the sender's sequence number: a TWAMP Light reflector may answer with 38
    /// octets.
    int replyBytesMin() {
        return this == OPEN ? senderSequence + Integer.BYTES : bytes;
    }

    int timestamp() {
        return timestamp;
    }

    int errorEstimate() {
        return timestamp + TIMESTAMP_BYTES;
    }

    int session() {
        return errorEstimate() + Short.BYTES;
    }

    int receivedAt() {
        return receivedAt;
    }

    int senderSequence() {
        return senderSequence;
    }

    int senderTimestamp() {
        return senderTimestamp;
    }

    int senderErrorEstimate() {
        return senderTimestamp + TIMESTAMP_BYTES;
    }

    int ttl() {
        return ttl;
    }
}
