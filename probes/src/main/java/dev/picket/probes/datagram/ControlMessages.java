package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.picket.probes.session.Refusal;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The control messages (`struct cmsghdr`) the kernel attached to one received message.
record ControlMessages(MemorySegment memory) {

    /// No stamp came with the message.
    static final long NO_STAMP = Long.MIN_VALUE;
    /// No drop counter came with the message.
    static final long NO_DROPS = -1L;

    private static final int HEADER_BYTES = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int ORIGIN_OFFSET = HEADER_BYTES + 4;
    private static final int ORIGIN_ICMP = 2;
    private static final int ORIGIN_ICMP6 = 3;

    /// The kernel's receive stamp in nanoseconds since the epoch of CLOCK_REALTIME.
    long receiveStampNanos() {
        long at = find(Posix.SOL_SOCKET, Posix.SO_TIMESTAMPNS);
        return at < 0
                ? NO_STAMP
                : memory.get(JAVA_LONG, at + HEADER_BYTES) * NANOS_PER_SECOND
                        + memory.get(JAVA_LONG, at + HEADER_BYTES + 8);
    }

    /// Datagrams dropped at the socket before this one arrived, modulo 2^32.
    long receiveDrops() {
        long at = find(Posix.SOL_SOCKET, Posix.SO_RXQ_OVFL);
        return at < 0 ? NO_DROPS : memory.get(JAVA_INT, at + HEADER_BYTES) & 0xffff_ffffL;
    }

    /// What the network answered (`struct sock_extended_err`), where this is an ICMP error.
    Optional<Refusal> icmpError() {
        long at = find(Posix.IPPROTO_IP, Posix.IP_RECVERR);
        if (at < 0) {
            at = find(Posix.IPPROTO_IPV6, Posix.IPV6_RECVERR);
        }
        if (at < 0) {
            return Optional.empty();
        }
        byte origin = memory.get(JAVA_BYTE, at + ORIGIN_OFFSET);
        if (origin != ORIGIN_ICMP && origin != ORIGIN_ICMP6) {
            return Optional.empty();
        }
        int error = memory.get(JAVA_INT, at + HEADER_BYTES);
        return Optional.of(error == Posix.ECONNREFUSED
                ? Refusal.PORT_UNREACHABLE
                : Refusal.HOST_UNREACHABLE);
    }

    /// The offset of the first message of a level and type, or -1. The list is bounded by its
    /// memory: a length below the header's ends the walk.
    private long find(int level, int type) {
        long at = 0;
        while (at + HEADER_BYTES <= memory.byteSize()) {
            long bytes = memory.get(JAVA_LONG, at);
            if (bytes < HEADER_BYTES || at + bytes > memory.byteSize()) {
                return -1;
            }
            if (memory.get(JAVA_INT, at + 8) == level && memory.get(JAVA_INT, at + 12) == type) {
                return at;
            }
            at += (bytes + 7) & ~7L;
        }
        return -1;
    }
}
