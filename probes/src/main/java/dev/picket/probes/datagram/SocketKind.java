package dev.picket.probes.datagram;

/// What a socket of the datagram plane carries.
public enum SocketKind {
    /// UDP datagrams.
    UDP("UDP"),
    /// ICMP and ICMPv6 echo: requests out, replies and errors in. A datagram is an ICMP message
    /// from its type octet on. Its checksum may be left to the kernel in IPv6, and must be right in
    /// IPv4; the identifier of a request may be changed on the way out.
    ICMP_ECHO("ICMP");

    private final String label;

    SocketKind(String label) {
        this.label = label;
    }

    /// For people.
    String label() {
        return label;
    }
}
