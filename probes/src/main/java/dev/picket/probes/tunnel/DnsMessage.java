package dev.picket.probes.tunnel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A question for IPv6 addresses (RFC 1035 §4, RFC 3596) and the answer to it.
final class DnsMessage {

    private static final int HEADER_BYTES = 12;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int TRUNCATED = 0x0200;
    private static final int RCODE = 0x000f;
    private static final int AAAA = 28;
    private static final int INTERNET = 1;
    private static final int POINTER = 0xc0;
    /// Records of an answer that are looked at.
    private static final int RECORDS_MAX = 64;

    private DnsMessage() {}

    /// What a resolver said.
    ///
    /// @param code 0 where it says that all is well (RFC 1035 §4.1.1)
    /// @param truncated the records did not fit a datagram
    record Answer(int code, boolean truncated, List<Ipv6Address> addresses) {}

    static byte[] question(int id, String name) {
        byte[] asked = question(name);
        return ByteBuffer.allocate(HEADER_BYTES + asked.length).putShort((short) id)
                .putShort((short) RECURSION_DESIRED).putShort((short) 1)
                .put(HEADER_BYTES, asked).array();
    }

    private static byte[] question(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(name.length() + 6);
        for (String label : name.split("\\.", -1)) {
            bytes.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.put((byte) 0).putShort((short) AAAA).putShort((short) INTERNET).array();
    }

    /// The answer to that question; empty where `message` is none.
    static Optional<Answer> read(ByteBuffer message, int id, String name) {
        ByteBuffer bytes = message.duplicate();
        try {
            return read(bytes, id, question(name));
        } catch (BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static Optional<Answer> read(ByteBuffer bytes, int id, byte[] asked) {
        int itsId = bytes.getShort() & 0xffff;
        int flags = bytes.getShort() & 0xffff;
        int questions = bytes.getShort() & 0xffff;
        int records = bytes.getShort() & 0xffff;
        long _ = bytes.getInt();
        if (itsId != id || (flags & (RESPONSE | OPCODE)) != RESPONSE) {
            return Optional.empty();
        }
        int code = flags & RCODE;
        // A server that cannot read a question sends none back.
        boolean unread = questions == 0 && records == 0 && code != 0;
        if (!unread && (questions != 1 || !repeats(bytes, asked))) {
            return Optional.empty();
        }
        boolean truncated = (flags & TRUNCATED) != 0;
        List<Ipv6Address> addresses = new ArrayList<>();
        for (int i = 0; !truncated && i < Math.min(records, RECORDS_MAX); i++) {
            address(bytes).ifPresent(addresses::add);
        }
        return Optional.of(new Answer(code, truncated, List.copyOf(addresses)));
    }

    /// Whether the question comes next, in whatever case.
    private static boolean repeats(ByteBuffer bytes, byte[] asked) {
        byte[] its = new byte[asked.length];
        bytes.get(its);
        return new String(its, StandardCharsets.ISO_8859_1)
                .equalsIgnoreCase(new String(asked, StandardCharsets.ISO_8859_1));
    }

    /// The address in the next record, where it has one.
    private static Optional<Ipv6Address> address(ByteBuffer bytes) {
        skipName(bytes);
        int type = bytes.getShort() & 0xffff;
        int itsClass = bytes.getShort() & 0xffff;
        long _ = bytes.getInt();
        int length = bytes.getShort() & 0xffff;
        byte[] data = new byte[Math.min(length, bytes.remaining() + 1)];
        bytes.get(data);
        return type == AAAA && itsClass == INTERNET && length == Ipv6Address.BYTES
                ? Optional.of(Ipv6Address.read(ByteBuffer.wrap(data), 0))
                : Optional.empty();
    }

    /// A name ends with the empty label or with a pointer to where it goes on (§4.1.4), which is
    /// not followed: whose record it is does not matter.
    private static void skipName(ByteBuffer bytes) {
        int length = bytes.get() & 0xff;
        while (length != 0 && (length & POINTER) != POINTER) {
            bytes.get(new byte[length]);
            length = bytes.get() & 0xff;
        }
        if (length != 0) {
            byte _ = bytes.get();
        }
    }
}
