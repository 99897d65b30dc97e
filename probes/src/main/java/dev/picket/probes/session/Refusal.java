package dev.picket.probes.session;

/// Why a packet went nowhere.
public enum Refusal {
    /// EPERM: a firewall on this machine.
    LOCAL_FIREWALL,
    /// ENOBUFS, EAGAIN and other errors of this machine.
    LOCAL_ERROR,
    /// ENETUNREACH or EHOSTUNREACH raised by this machine's own routing table.
    LOCAL_NO_ROUTE,
    /// ICMP port unreachable.
    PORT_UNREACHABLE,
    /// ICMP host, network or administratively unreachable.
    HOST_UNREACHABLE
}
