package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.Optional;

/// The control messages (`struct cmsghdr`) the kernel attached to one message of a vector. It is
/// read anew for each, so that none is made for a datagram. One thread.
final class ControlMessages {

    /// No stamp came with the message.
    static final long NO_STAMP = Long.MIN_VALUE;
    /// No drop counter came with the message.
    static final long NO_DROPS = -1L;
    /// No such octet of the IP header came with the message.
    static final int NOT_TOLD = -1;
    /// The message is no transmit stamp.
    static final long NOT_TRANSMITTED = -1L;

    private static final int HEADER_BYTES = 16;
    private static final int LEVEL_OFFSET = 8;
    private static final int TYPE_OFFSET = 12;
    /// One `struct timespec`, and a `struct sock_extended_err`.
    private static final int STAMP_BYTES = 16;
    private static final int ERROR_BYTES = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /// Where a `struct sock_extended_err` has its origin, its information and its data.
    private static final int ORIGIN_OFFSET = HEADER_BYTES + 4;
    private static final int INFO_OFFSET = HEADER_BYTES + 8;
    private static final int DATA_OFFSET = HEADER_BYTES + 12;
    private static final int OFFENDER_OFFSET = HEADER_BYTES + 16;
    private static final int ORIGIN_ICMP = 2;
    private static final int ORIGIN_ICMP6 = 3;
    private static final int ORIGIN_TIMESTAMPING = 4;
    /// `SCM_TSTAMP_SND`: stamped as it was handed to the network driver.
    private static final int INFO_SENT = 0;
    private static final long UNSIGNED = 0xffff_ffffL;

    private final MemorySegment memory;
    private final long bytesEach;
    private long stampNanos;
    private long receiveDrops;
    private int hopLimit;
    private int trafficClass;
    private long errorAt;
    private long errorEnd;

    /// @param memory that of all messages, `bytesEach` for each
    ControlMessages(MemorySegment memory, long bytesEach) {
        this.memory = memory;
        this.bytesEach = bytesEach;
    }

    /// Reads those of message `number`, `bytes` long. A length that cannot be ends the walk, and a
    /// message shorter than what it should carry tells nothing.
    void read(int number, long bytes) {
        stampNanos = NO_STAMP;
        receiveDrops = NO_DROPS;
        hopLimit = NOT_TOLD;
        trafficClass = NOT_TOLD;
        errorAt = -1;
        long at = number * bytesEach;
        long end = at + Math.min(bytes, bytesEach);
        while (at + HEADER_BYTES <= end) {
            long length = memory.get(JAVA_LONG, at);
            // Not at + length, which a length near the greatest number makes negative.
            if (length < HEADER_BYTES || length > end - at) {
                return;
            }
            take(at, length - HEADER_BYTES);
            at += (length + 7) & ~7L;
        }
    }

    private void take(long at, long bytes) {
        int level = memory.get(JAVA_INT, at + LEVEL_OFFSET);
        int type = memory.get(JAVA_INT, at + TYPE_OFFSET);
        if (level == Posix.SOL_SOCKET && type == Posix.SO_TIMESTAMPING && bytes >= STAMP_BYTES) {
            long seconds = memory.get(JAVA_LONG, at + HEADER_BYTES);
            stampNanos = seconds == 0
                    ? NO_STAMP
                    : seconds * NANOS_PER_SECOND + memory.get(JAVA_LONG, at + HEADER_BYTES + 8);
        } else if (level == Posix.SOL_SOCKET && type == Posix.SO_RXQ_OVFL
                && bytes >= Integer.BYTES) {
            receiveDrops = memory.get(JAVA_INT, at + HEADER_BYTES) & UNSIGNED;
        } else if (bytes >= ERROR_BYTES && ((level == Posix.IPPROTO_IP && type == Posix.IP_RECVERR)
                || (level == Posix.IPPROTO_IPV6 && type == Posix.IPV6_RECVERR))) {
            errorAt = at;
            errorEnd = at + HEADER_BYTES + bytes;
        } else {
            takeHeader(level, type, at + HEADER_BYTES, bytes);
        }
    }

    /// All are ints but the one of IPv4 that is an octet.
    private void takeHeader(int level, int type, long at, long bytes) {
        boolean four = level == Posix.IPPROTO_IP;
        boolean six = level == Posix.IPPROTO_IPV6;
        if (four && type == Posix.IP_TOS && bytes >= 1) {
            trafficClass = memory.get(JAVA_BYTE, at) & 0xff;
        } else if (bytes < Integer.BYTES) {
            return;
        } else if ((four && type == Posix.IP_TTL) || (six && type == Posix.IPV6_HOPLIMIT)) {
            hopLimit = memory.get(JAVA_INT, at) & 0xff;
        } else if (six && type == Posix.IPV6_TCLASS) {
            trafficClass = memory.get(JAVA_INT, at) & 0xff;
        }
    }

    /// The kernel's stamp, of receipt or of transmission (`struct scm_timestamping`, its first and
    /// only software stamp), in nanoseconds since the epoch of CLOCK_REALTIME.
    long stampNanos() {
        return stampNanos;
    }

    /// Datagrams dropped at the socket before this one arrived, modulo 2^32.
    long receiveDrops() {
        return receiveDrops;
    }

    /// What was left of the datagram's hop limit (time to live), 0 to 255.
    int hopLimit() {
        return hopLimit;
    }

    /// The datagram's traffic class (type of service), 0 to 255.
    int trafficClass() {
        return trafficClass;
    }

    /// The number of the datagram whose transmit stamp this is, modulo 2^32; [#NOT_TRANSMITTED]
    /// where it is none.
    long transmitted() {
        boolean stamp = errorAt >= 0
                && memory.get(JAVA_BYTE, errorAt + ORIGIN_OFFSET) == ORIGIN_TIMESTAMPING
                && memory.get(JAVA_INT, errorAt + INFO_OFFSET) == INFO_SENT;
        return stamp ? memory.get(JAVA_INT, errorAt + DATA_OFFSET) & UNSIGNED : NOT_TRANSMITTED;
    }

    /// What the network answered (`struct sock_extended_err`, behind it the offender's address),
    /// where this is an ICMP error.
    Optional<NetworkError> networkError() {
        if (errorAt < 0) {
            return Optional.empty();
        }
        byte origin = memory.get(JAVA_BYTE, errorAt + ORIGIN_OFFSET);
        int type = memory.get(JAVA_BYTE, errorAt + ORIGIN_OFFSET + 1) & 0xff;
        int code = memory.get(JAVA_BYTE, errorAt + ORIGIN_OFFSET + 2) & 0xff;
        Optional<Refusal> refusal = switch (origin) {
            case ORIGIN_ICMP -> IcmpErrors.four(type, code);
            case ORIGIN_ICMP6 -> IcmpErrors.six(type, code);
            default -> Optional.empty();
        };
        return refusal.map(why -> new NetworkError(why, offender(),
                why == Refusal.TOO_BIG ? memory.get(JAVA_INT, errorAt + INFO_OFFSET) : 0));
    }

    private Optional<InetAddress> offender() {
        long at = errorAt + OFFENDER_OFFSET;
        long bytes = errorEnd - at;
        int family = bytes < Short.BYTES ? 0 : memory.get(JAVA_SHORT, at);
        boolean whole = (family == Posix.AF_INET && bytes >= SocketNames.INET_BYTES)
                || (family == Posix.AF_INET6 && bytes >= SocketNames.BYTES_MAX);
        return whole
                ? Optional.of(SocketNames.read(memory.asSlice(at)).getAddress())
                : Optional.empty();
    }
}
