package dev.picket.probes.lab;

import java.util.List;

/// A fault on the way to a gateway or behind it, and what a run into the tunnel must say of it.
///
/// @param onTheWay the router's rule; empty where it has none
/// @param behind the rule inside the tunnel
/// @param told `good/0`, or the code and the stage it is told at
/// @param port of the API asked
record TunnelFault(String name, String onTheWay, String behind, String told, int port) {

    /// Answers 404 there, 200 at the next; nobody listens at the one after.
    static final int PORT = 4_280;
    static final String UNKNOWN_NAME = "unknownName";

    private static final String THERE = "udp dport " + TunnelLab.PORT + " ";
    private static final String BACK = "udp sport " + TunnelLab.PORT + " ";
    private static final String DATA = "@th,64,8 4 ";

    static final List<TunnelFault> ALL = List.of(onTheWay("none", "", "good/0"),
            onTheWay("dataThere", THERE + DATA + "drop", "WG_ONE_WAY/5"),
            onTheWay("dataBack", BACK + DATA + "drop", "WG_ONE_WAY/5"),
            onTheWay("largeBack", BACK + "udp length > 1300 drop", "PATH_MTU_BLACK_HOLE/5"),
            onTheWay("oneInThreeBack", BACK + DATA + "numgen inc mod 3 == 1 drop", "good/0"),
            onTheWay("oneInFourThere", THERE + DATA + "numgen inc mod 4 == 2 drop", "good/0"),
            behind("noEcho", "icmpv6 type echo-request drop", "WG_TUNNEL_ECHO_SILENT/5"),
            behind("dnsDead", "udp dport 53 drop", "WG_TUNNEL_DNS_SILENT/6"),
            behind("dnsClosed", "udp dport 53 reject", "WG_TUNNEL_UNREACHABLE/6"),
            new TunnelFault(UNKNOWN_NAME, "", "", "WG_TUNNEL_DNS_ERROR/6", PORT),
            behind("dnsTcpDead", "tcp dport 53 drop", "WG_TUNNEL_TCP_SILENT/7"),
            behind("dnsTcpRefused", "tcp dport 53 reject with tcp reset",
                    "WG_TUNNEL_TCP_REFUSED/7"),
            behind("httpMute", "tcp dport 4280 tcp flags & psh == psh drop",
                    "WG_TUNNEL_TCP_BROKEN/8"),
            new TunnelFault("httpStatus", "", "", "WG_TUNNEL_HTTP_STATUS/8", PORT + 1),
            new TunnelFault("httpClosed", "", "", "WG_TUNNEL_TCP_REFUSED/8", PORT + 2),
            onTheWay("goodAgain", "", "good/0"));

    private static TunnelFault onTheWay(String name, String rule, String told) {
        return new TunnelFault(name, rule, "", told, PORT);
    }

    private static TunnelFault behind(String name, String rule, String told) {
        return new TunnelFault(name, "", rule, told, PORT);
    }
}
