package dev.picket.probes.icmp;

import java.nio.ByteBuffer;
import java.util.Optional;

/// An ICMP or ICMPv6 echo message with our mark in its data.
///
/// ```
/// 0 type   1 code   2:2 checksum   4:2 identifier   6:2 sequence number
/// 8:8 token   16:8 number   24:40 zeroes
/// ```
///
/// The identifier tells nothing: the kernel writes its own into what leaves by a ping socket, and
/// so may an address translator. The sequence number is the low 16 bits of `number`, for errors of
/// routers that quote no more than the header.
///
/// @param token whose packet it is
/// @param number counts the packets of a path
public record IcmpEcho(long token, long number) {

    /// Octets of a message: those of `ping`, 84 with the IPv4 header.
    public static final int BYTES = 64;
    /// Octets up to and with our mark.
    static final int MARKED_BYTES = 24;

    static final int REPLY = 0;
    static final int REQUEST = 8;
    static final int REQUEST_6 = 128;
    static final int REPLY_6 = 129;

    private static final int HEADER_BYTES = 8;
    private static final int CHECKSUM_AT = 2;
    private static final int SEQUENCE_AT = 6;
    private static final int TOKEN_AT = 8;
    private static final int NUMBER_AT = 16;

    /// The request. Its checksum is written for ICMP; that of ICMPv6 covers the addresses, which
    /// only the kernel knows for sure, and is left to it.
    ByteBuffer request(boolean six) {
        return request(six, BYTES);
    }

    /// The same in a message of `bytes` octets.
    public ByteBuffer request(boolean six, int bytes) {
        ByteBuffer message = ByteBuffer.allocate(bytes);
        message.put(0, (byte) (six ? REQUEST_6 : REQUEST)).putShort(SEQUENCE_AT, (short) number)
                .putLong(TOKEN_AT, token).putLong(NUMBER_AT, number);
        if (!six) {
            message.putShort(CHECKSUM_AT, (short) checksum(message));
        }
        return message;
    }

    /// The request with a word behind the mark that makes its checksum `wanted`, identifier zero:
    /// the checksum then is the same in every request of a socket, whoever fills it in.
    public static ByteBuffer withChecksum(IcmpEcho echo, boolean six, int wanted) {
        ByteBuffer message = echo.request(six);
        message.putShort(CHECKSUM_AT, (short) 0);
        // The sum of what stands there and the word is to be the complement of what is wanted.
        int sum = ~checksum(message) & 0xffff;
        message.putShort(MARKED_BYTES, (short) onesSum(~wanted & 0xffff, ~sum & 0xffff));
        if (!six) {
            message.putShort(CHECKSUM_AT, (short) checksum(message));
        }
        return message;
    }

    private static int onesSum(int one, int other) {
        int sum = one + other;
        return (sum & 0xffff) + (sum >>> Short.SIZE);
    }

    /// The mark of an echo reply; empty where the octets are none, or none of ours.
    public static Optional<IcmpEcho> reply(ByteBuffer message) {
        return isMarked(message, REPLY, REPLY_6)
                ? Optional.of(marked(message))
                : Optional.empty();
    }

    /// The mark of a request of ours that an error quotes in full.
    public static Optional<IcmpEcho> quotedRequest(ByteBuffer message) {
        return isMarked(message, REQUEST, REQUEST_6)
                ? Optional.of(marked(message))
                : Optional.empty();
    }

    /// The sequence number of a request an error quotes, 0 to 65535; negative where it is none.
    public static int quotedSequence(ByteBuffer message) {
        return message.remaining() >= HEADER_BYTES && isType(message, REQUEST, REQUEST_6)
                ? message.getShort(message.position() + SEQUENCE_AT) & 0xffff
                : -1;
    }

    private static boolean isMarked(ByteBuffer message, int type, int typeSix) {
        return message.remaining() >= MARKED_BYTES && isType(message, type, typeSix);
    }

    private static boolean isType(ByteBuffer message, int type, int typeSix) {
        int at = message.position();
        int its = message.get(at) & 0xff;
        return message.get(at + 1) == 0 && (its == type || its == typeSix);
    }

    private static IcmpEcho marked(ByteBuffer message) {
        int at = message.position();
        return new IcmpEcho(message.getLong(at + TOKEN_AT), message.getLong(at + NUMBER_AT));
    }

    /// The token where there is one, without making an object of it; `none` elsewhere.
    static long tokenOf(ByteBuffer message, boolean reply, long none) {
        boolean marked = reply
                ? isMarked(message, REPLY, REPLY_6)
                : isMarked(message, REQUEST, REQUEST_6);
        return marked ? message.getLong(message.position() + TOKEN_AT) : none;
    }

    /// The Internet checksum (RFC 1071) of the remaining octets, its own field taken as it stands:
    /// of a message with that field zero it is what belongs there, of a whole one it is zero.
    static int checksum(ByteBuffer message) {
        long sum = 0;
        int at = message.position();
        for (; at + 1 < message.limit(); at += 2) {
            sum += message.getShort(at) & 0xffff;
        }
        if (at < message.limit()) {
            sum += (message.get(at) & 0xff) << Byte.SIZE;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        }
        return (int) ~sum & 0xffff;
    }
}
