package dev.picket.probes.session;

/// Why a packet went nowhere. The reasons of this machine come first.
public enum Refusal {
    /// EPERM: a firewall on this machine.
    LOCAL_FIREWALL("refused by a firewall here"),
    /// ENOBUFS, EAGAIN and other errors of this machine.
    LOCAL_ERROR("not sent by this machine"),
    /// ENETUNREACH or EHOSTUNREACH raised by this machine's own routing table.
    LOCAL_NO_ROUTE("no route from here"),
    /// EMSGSIZE: longer than this machine's own interface takes.
    LOCAL_TOO_BIG("longer than the interface here takes"),
    /// ICMP port unreachable.
    PORT_UNREACHABLE("port unreachable"),
    /// ICMP protocol unreachable.
    PROTOCOL_UNREACHABLE("protocol unreachable"),
    /// ICMP network unreachable, or no route.
    NETWORK_UNREACHABLE("network unreachable"),
    /// ICMP host or address unreachable.
    HOST_UNREACHABLE("host unreachable"),
    /// ICMP administratively prohibited.
    PROHIBITED("administratively prohibited"),
    /// ICMP time exceeded: the hop limit ran out on the way.
    HOP_LIMIT_EXCEEDED("hop limit exceeded"),
    /// ICMP fragmentation needed (IPv4) or packet too big (IPv6).
    TOO_BIG("packet too big");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /// Whether this machine said so, and not the network.
    public boolean isLocal() {
        return compareTo(PORT_UNREACHABLE) < 0;
    }

    /// For people.
    public String words() {
        return words;
    }
}
