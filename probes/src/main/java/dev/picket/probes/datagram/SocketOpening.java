package dev.picket.probes.datagram;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Opens the descriptor of a socket, of the kind the kernel allows this process.
///
/// An ICMP echo socket is a ping socket (`SOCK_DGRAM`) where `net.ipv4.ping_group_range` covers our
/// group, for IPv6 too: it needs no privilege and sees its own replies only. Elsewhere it is a raw
/// socket (CAP_NET_RAW) filtered to echo replies, which sees those of every process.
///
/// @param raw whether it is a raw socket
record SocketOpening(int fd, boolean raw) {

    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int SOL_RAW = 255;
    private static final int FILTER = 1;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REPLY_6 = 129;
    private static final int ICMP6_FILTER_WORDS = 8;

    static SocketOpening open(MemorySegment state, KernelSocket.Wish wish) throws IOException {
        int family = SocketNames.family(wish.local());
        return switch (wish.kind()) {
            case UDP -> new SocketOpening(
                    require(Posix.socket(state, family, Posix.SOCK_DGRAM, 0), "open",
                            wish.text()),
                    false);
            case ICMP_ECHO -> echo(state, family, wish.text());
        };
    }

    private static SocketOpening echo(MemorySegment state, int family, String socket)
            throws IOException {
        boolean six = family == Posix.AF_INET6;
        int protocol = six ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
        int ping = Posix.socket(state, family, Posix.SOCK_DGRAM, protocol);
        if (ping >= 0) {
            return new SocketOpening(ping, false);
        }
        int raw = Posix.socket(state, family, Posix.SOCK_RAW, protocol);
        if (raw == -Posix.EPERM || raw == -Posix.EACCES) {
            throw new NotPermittedException("no ICMP socket for this process; run"
                    + " sysctl -w net.ipv4.ping_group_range=\"0 2147483647\""
                    + " or grant CAP_NET_RAW");
        }
        require(raw, "open", socket);
        require(six
                ? Posix.setsockopt(state, raw, IPPROTO_ICMPV6, FILTER, onlyEchoReplies6())
                : Posix.setsockopt(state, raw, SOL_RAW, FILTER, ~(1 << ECHO_REPLY)),
                "filter", socket);
        return new SocketOpening(raw, true);
    }

    /// A bit set is a type kept out.
    private static int[] onlyEchoReplies6() {
        int[] blocked = new int[ICMP6_FILTER_WORDS];
        java.util.Arrays.fill(blocked, -1);
        blocked[ECHO_REPLY_6 / Integer.SIZE] &= ~(1 << (ECHO_REPLY_6 % Integer.SIZE));
        return blocked;
    }

    /// `result` of doing `what` to a socket such as `UDP 127.0.0.1:862`.
    static int require(int result, String what, String socket) throws IOException {
        if (result < 0) {
            throw new IOException("cannot " + what + " " + socket + ": "
                    + Posix.errorText(-result));
        }
        return result;
    }
}
