package dev.picket.probes.wireguard;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// A TAI64N stamp as WireGuard sends it: 8 bytes of seconds, 4 of nanoseconds, big-endian, the
/// nanoseconds rounded down to 2^24 (16.8 ms) so that they tell little about the sender's clock.
final class Tai64n implements Comparable<Tai64n> {

    static final int LENGTH = 12;
    /// One step of the rounded nanoseconds.
    static final int STEP_NANOS = 1 << 24;
    private static final long LABEL_OFFSET = (1L << 62) + 10;

    private final byte[] bytes;

    private Tai64n(byte[] bytes) {
        this.bytes = bytes;
    }

    static Tai64n of(Instant wall) {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        buffer.putLong(LABEL_OFFSET + wall.getEpochSecond());
        buffer.putInt(wall.getNano() & -STEP_NANOS);
        return new Tai64n(buffer.array());
    }

    /// The instant a stamp made at `wall` stands for.
    static Instant roundedDown(Instant wall) {
        long seconds = wall.getEpochSecond();
        int nanos = wall.getNano() & -STEP_NANOS;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    static Tai64n read(byte[] bytes) {
        return new Tai64n(bytes.clone());
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Tai64n other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tai64n that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
