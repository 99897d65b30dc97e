package dev.picket.probes.lab;

import java.util.List;

/// A fault on the way to the target or on this machine, and what a STAMP round and a WireGuard
/// handshake must say of it.
///
/// @param rule the router's; empty where it has none
/// @param stamp what the round says: `good`, or its code
/// @param wireGuard what the handshake says
record NetworkFault(String name, String rule, String stamp, String wireGuard) {

    /// The service's own machine answers that the port is closed.
    static final String CLOSED_PORT = "closedPort";
    static final String OWN_FIREWALL = "ownFirewall";
    static final String NO_ROUTE = "noRoute";

    private static final String GOOD = "good";
    private static final String THERE = "ip daddr " + Lab.TARGET + " ";
    private static final String BACK = "ip saddr " + Lab.TARGET + " ";
    private static final String HALF = "numgen inc mod 2 == 1 drop";

    static final List<NetworkFault> ALL = List.of(new NetworkFault("none", "", GOOD, GOOD),
            rejected("port-unreachable", "PORT_UNREACHABLE"),
            rejected("host-unreachable", "HOST_UNREACHABLE"),
            rejected("net-unreachable", "NETWORK_UNREACHABLE"),
            rejected("prot-unreachable", "PROTOCOL_UNREACHABLE"),
            rejected("admin-prohibited", "PATH_PROHIBITED"),
            new NetworkFault("allThere", THERE + "drop", "PATH_SILENT", "WG_NO_HANDSHAKE_REPLY"),
            new NetworkFault("allBack", BACK + "drop", "PATH_SILENT", "WG_NO_HANDSHAKE_REPLY"),
            new NetworkFault("halfThere", THERE + HALF, "PATH_FORWARD_LOSS", GOOD),
            new NetworkFault("halfBack", BACK + HALF, "PATH_RETURN_LOSS", GOOD),
            here(CLOSED_PORT, "PORT_UNREACHABLE"), here(OWN_FIREWALL, "LOCAL_FIREWALL"),
            here(NO_ROUTE, "LOCAL_NO_ROUTE"));

    private static NetworkFault rejected(String type, String code) {
        return new NetworkFault(type, THERE + "reject with icmp type " + type, code, code);
    }

    private static NetworkFault here(String name, String code) {
        return new NetworkFault(name, "", code, code);
    }

    boolean is(String other) {
        return name.equals(other);
    }
}
