package dev.picket.probes.stamp;

import java.nio.ByteBuffer;

/// One extension of a STAMP packet (RFC 8972 §4): flags, type, length of the value, value.
sealed interface StampTlv {

    /// Flags, type and length.
    int HEADER_BYTES = 4;
    /// Not understood by the reflector; a sender sets it.
    int UNRECOGNIZED = 0x80;
    /// The reflector found its length impossible.
    int MALFORMED = 0x40;
    /// The reflector found the HMAC extension wrong, missing or out of place.
    int INTEGRITY_FAILED = 0x20;

    /// No type; where the extensions end, as the zeros of a TWAMP Light sender's padding do.
    int TYPE_NONE = 0;
    int TYPE_EXTRA_PADDING = 1;
    int TYPE_TIMESTAMP_INFORMATION = 3;
    int TYPE_CLASS_OF_SERVICE = 4;
    int TYPE_DIRECT_MEASUREMENT = 5;
    int TYPE_HMAC = 8;

    /// Octets that only make the packet longer (§4.1).
    record ExtraPadding() implements StampTlv {}

    /// Where the reflector's clock comes from and how its stamps are taken (§4.3).
    record TimestampInformation() implements StampTlv {
        static final int VALUE_BYTES = 4;
        /// A clock that runs free, as an error estimate without the S bit says.
        static final int SOURCE_LOCAL = 5;
        static final int METHOD_SOFTWARE = 2;

        /// Fills in source and method of both of the reflector's timestamps.
        static void answer(ByteBuffer packet, int at) {
            packet.put(at, (byte) SOURCE_LOCAL).put(at + 1, (byte) METHOD_SOFTWARE)
                    .put(at + 2, (byte) SOURCE_LOCAL).put(at + 3, (byte) METHOD_SOFTWARE);
        }
    }

    /// The differentiated services code point the sender asks for, and the one it arrived with
    /// (§4.4).
    record ClassOfService() implements StampTlv {
        static final int VALUE_BYTES = 4;
        private static final int WANTED_SHIFT = 10;
        private static final int ARRIVED_SHIFT = 4;
        private static final int ECN_SHIFT = 2;
        private static final int ECN_MASK = 3;
        /// The code point asked for is against the reflector's policy.
        private static final int REVERSE_PATH_REFUSED = 1;

        /// Fills in the traffic class (code point and ECN) the request arrived with. Answers leave
        /// with code point 0: any other that was asked for is refused.
        static void answer(ByteBuffer packet, int at, int trafficClass) {
            int wanted = packet.getShort(at) >> WANTED_SHIFT & 0x3f;
            int codePoint = trafficClass >> 2 & 0x3f;
            int answered = wanted << WANTED_SHIFT | codePoint << ARRIVED_SHIFT
                    | (trafficClass & ECN_MASK) << ECN_SHIFT
                    | (wanted == 0 ? 0 : REVERSE_PATH_REFUSED);
            packet.putShort(at, (short) answered);
        }
    }

    /// What sender and reflector counted (§4.5), 32 bits unsigned each.
    ///
    /// @param sent packets the sender sent, this one included
    /// @param arrived packets of the session the reflector received
    /// @param answered packets of the session the reflector answered
    record DirectMeasurement(long sent, long arrived, long answered) implements StampTlv {
        static final int VALUE_BYTES = 12;
        private static final long UNSIGNED = 0xffff_ffffL;

        static DirectMeasurement read(ByteBuffer packet, int at) {
            return new DirectMeasurement(packet.getInt(at) & UNSIGNED,
                    packet.getInt(at + 4) & UNSIGNED, packet.getInt(at + 8) & UNSIGNED);
        }

        /// Writes the value at `at`.
        void write(ByteBuffer packet, int at) {
            packet.putInt(at, (int) sent).putInt(at + 4, (int) arrived)
                    .putInt(at + 8, (int) answered);
        }

        /// Fills in the reflector's two counts.
        static void answer(ByteBuffer packet, int at, long arrived, long answered) {
            packet.putInt(at + 4, (int) arrived).putInt(at + 8, (int) answered);
        }
    }

    /// The tag over sequence number and the extensions before (§4.8).
    record Hmac() implements StampTlv {
        static final int VALUE_BYTES = StampSigner.TAG_BYTES;
    }

    /// Any other.
    record Unknown() implements StampTlv {}

    /// Its length does not fit its type, or the packet.
    record Malformed() implements StampTlv {}

    /// Reads the one at `at`, whose value has `bytes` octets and lies within the packet.
    static StampTlv read(ByteBuffer packet, int at, int bytes) {
        int value = at + HEADER_BYTES;
        return switch (typeAt(packet, at)) {
            case TYPE_EXTRA_PADDING -> new ExtraPadding();
            case TYPE_TIMESTAMP_INFORMATION -> bytes == TimestampInformation.VALUE_BYTES
                    ? new TimestampInformation()
                    : new Malformed();
            case TYPE_CLASS_OF_SERVICE -> bytes == ClassOfService.VALUE_BYTES
                    ? new ClassOfService()
                    : new Malformed();
            case TYPE_DIRECT_MEASUREMENT -> bytes == DirectMeasurement.VALUE_BYTES
                    ? DirectMeasurement.read(packet, value)
                    : new Malformed();
            case TYPE_HMAC -> bytes == Hmac.VALUE_BYTES ? new Hmac() : new Malformed();
            default -> new Unknown();
        };
    }

    /// Writes a sender's header at `at`.
    static void writeHeader(ByteBuffer packet, int at, int type, int bytes) {
        packet.put(at, (byte) UNRECOGNIZED).put(at + 1, (byte) type)
                .putShort(at + 2, (short) bytes);
    }

    static int flagsAt(ByteBuffer packet, int at) {
        return packet.get(at) & 0xff;
    }

    static int typeAt(ByteBuffer packet, int at) {
        return packet.get(at + 1) & 0xff;
    }

    static int bytesAt(ByteBuffer packet, int at) {
        return packet.getShort(at + 2) & 0xffff;
    }
}
