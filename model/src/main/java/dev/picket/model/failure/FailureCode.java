package dev.picket.model.failure;

/// The closed list of reasons a probe or a page can fail for. The name is the metric label, the
/// JSON value and the heading of its documentation; the texts are fragments for [FailureText].
public enum FailureCode {
    /// The resolver had no usable answer.
    NAME_NOT_RESOLVED(Blame.TARGET, "name lookup", "the resolver had no usable answer",
            "check the target's name and the resolver"),
    /// The resolver says that the name does not exist (NXDOMAIN).
    NAME_UNKNOWN(Blame.TARGET, "name lookup", "the resolver says that the name does not exist",
            "check the target's name and its zone"),
    /// The resolver answered that it could not answer (SERVFAIL, REFUSED and the like).
    NAME_SERVER_FAILED(Blame.TARGET, "name lookup", "the resolver could not answer",
            "look at the resolver and at the name's own servers"),
    /// The resolver gave no answer in time.
    NAME_SERVER_SILENT(Blame.PATH, "name lookup", "the resolver gave no answer in time",
            "look at the resolver and the way to it"),
    /// The target answered that the TCP port is closed.
    CONNECT_REFUSED(Blame.TARGET, "connection", "the target answered that the port is closed",
            "check that the service listens on that port"),
    /// A router answered that the target is unreachable.
    CONNECT_UNREACHABLE(Blame.PATH, "connection", "a router answered that it is unreachable",
            "look at the route towards the target"),
    /// No answer to the opening of a TCP connection.
    CONNECT_SILENT(Blame.PATH, "connection", "packets lost on the path, or a filtered port",
            "compare with the target's other doors and other targets from the same vantage"),
    /// The TLS handshake stalled after the connection was made.
    TLS_SILENT(Blame.TARGET, "TLS handshake", "the target accepts connections and says nothing",
            "look at the load of what ends TLS there"),
    /// The connection was closed in the TLS handshake.
    TLS_CLOSED(Blame.TARGET, "TLS handshake", "the target closed the connection in the handshake",
            "look at what ends TLS there, and whether it knows the name"),
    /// The target ended the TLS handshake with an alert.
    TLS_ALERT(Blame.TARGET, "TLS handshake", "the target refused the handshake by an alert",
            "compare the TLS versions and ciphers of both ends, and the name asked for"),
    /// What the target answers is no TLS this prober can agree on.
    TLS_MALFORMED(Blame.TARGET, "TLS handshake", "what answers there does not speak TLS",
            "check what listens on that port"),
    /// The certificate is not signed by anyone trusted.
    TLS_UNTRUSTED(Blame.TARGET, "trusted certificate",
            "the certificate is not signed by anyone trusted",
            "check the chain the target sends, or name its root by `ca`"),
    /// A certificate of the chain is expired or not yet valid.
    TLS_EXPIRED(Blame.TARGET, "valid certificate",
            "a certificate of the chain is expired or not yet valid", "renew the certificate"),
    /// The certificate is for other names.
    TLS_NAME_MISMATCH(Blame.TARGET, "certificate of that name",
            "the certificate is for other names", "check which certificate that name is given"),
    /// HTTP/2 was asked for and not agreed on.
    HTTP_VERSION(Blame.TARGET, "HTTP version", "the target does not offer the HTTP version",
            "check the protocols that the target offers by ALPN"),
    /// The request could not be handed over.
    HTTP_REQUEST_STALLED(Blame.PATH, "request", "the target does not take the request",
            "compare with the target's other doors"),
    /// No byte of an answer came.
    HTTP_FIRST_BYTE_SILENT(Blame.TARGET, "first byte", "the target took the request and is silent",
            "look at the service behind that door"),
    /// The head of the answer stalled.
    HTTP_HEAD_STALLED(Blame.TARGET, "response head", "the head of the answer came to a stop",
            "look at the service behind that door"),
    /// The body stalled.
    HTTP_BODY_STALLED(Blame.TARGET, "body", "the body came to a stop",
            "look at the service behind that door, and at large packets on the path"),
    /// The connection ended before the answer did.
    HTTP_CLOSED_EARLY(Blame.TARGET, "whole answer", "the connection ended before the answer did",
            "look at the service behind that door"),
    /// The server ended the HTTP/2 connection or the stream.
    HTTP_STREAM_ENDED(Blame.TARGET, "whole answer", "the server ended the HTTP/2 stream",
            "look at the server's limits and whether it is shutting down"),
    /// What came is not HTTP.
    HTTP_MALFORMED(Blame.TARGET, "response head", "what came is not HTTP",
            "check what listens on that port"),
    /// The head of the answer is larger than the prober takes.
    HTTP_HEAD_TOO_LARGE(Blame.TARGET, "response head",
            "the head of the answer is larger than is taken", "look at the target's headers"),
    /// The body is larger than the prober takes.
    HTTP_BODY_TOO_LARGE(Blame.TARGET, "body", "the body is larger than is taken",
            "probe a smaller page"),
    /// The status is not one that was expected.
    HTTP_STATUS(Blame.TARGET, "expected status", "the service answers, but not as expected",
            "look at the service's own errors"),
    /// The text looked for is not in the body.
    HTTP_TEXT_MISSING(Blame.TARGET, "expected text", "the service answers with another page",
            "look at the page, and at the text that is expected"),
    /// A redirect leads to an address or scheme that is not probed.
    HTTP_REDIRECT_DENIED(Blame.TARGET, "redirect", "a redirect leads where nothing is probed",
            "check where it leads; `allow` its range if that is meant"),
    /// There are more redirects than are followed.
    HTTP_REDIRECTS_TOO_MANY(Blame.TARGET, "end of redirects",
            "there are more redirects than are followed", "check for a loop of redirects"),
    /// The resolver did not answer the question.
    DNS_SILENT(Blame.PATH, "answer", "packets lost on the path, or a silent resolver",
            "compare with another transport and another resolver"),
    /// The resolver says that the name does not exist.
    DNS_NAME_UNKNOWN(Blame.TARGET, "answer", "the resolver says that the name does not exist",
            "check the zone"),
    /// The resolver says that it failed.
    DNS_SERVER_FAILED(Blame.TARGET, "answer", "the resolver says that it failed",
            "look at the resolver and the zone's own servers"),
    /// The resolver refuses the question.
    DNS_REFUSED(Blame.TARGET, "answer", "the resolver refuses the question",
            "check whom the resolver serves"),
    /// The resolver answers with another error.
    DNS_ERROR(Blame.TARGET, "answer", "the resolver answers with an error",
            "look at the resolver"),
    /// The resolver has no record of that type.
    DNS_NO_RECORD(Blame.TARGET, "record", "the name has no record of that type",
            "check the zone"),
    /// None of the records is the expected one.
    DNS_ANSWER_UNEXPECTED(Blame.TARGET, "expected answer", "the resolver gives other records",
            "check the zone, and whether the resolver's copy is old"),
    /// What came is not a DNS answer.
    DNS_MALFORMED(Blame.TARGET, "answer", "what came is not a DNS answer",
            "check what listens on that port"),
    /// The connection ended before the answer came.
    DNS_CLOSED_EARLY(Blame.TARGET, "answer", "the resolver closed the connection unanswered",
            "look at the resolver's limits for connections"),
    /// The target answered that the port is closed.
    PORT_UNREACHABLE(Blame.TARGET, "first reply", "the target answered that the port is closed",
            "check that the service listens on that port"),
    /// The target answered that it does not know the protocol.
    PROTOCOL_UNREACHABLE(Blame.TARGET, "first reply",
            "the target answered that it does not know the protocol",
            "check what the target is"),
    /// A router answered that it has no route to the network.
    NETWORK_UNREACHABLE(Blame.PATH, "first reply",
            "a router answered that it has no route to the network",
            "look at the routing of the network that answered"),
    /// A firewall on the way answered that it does not let this through.
    PATH_PROHIBITED(Blame.PATH, "first reply",
            "a firewall on the way answered that it does not let this through",
            "look at the filter of the address that answered"),
    /// The hop limit ran out on the way: a routing loop.
    PATH_HOP_LIMIT(Blame.PATH, "first reply", "the hop limit ran out on the way: a routing loop",
            "trace the path and look where its hops repeat"),
    /// A link on the way takes no packet of this size.
    PATH_TOO_BIG(Blame.PATH, "first reply", "a link on the way takes no packet of this size",
            "probe with smaller packets, or look at the link's MTU"),
    /// Large packets vanish where small ones pass, and nobody says why.
    PATH_MTU_BLACK_HOLE(Blame.PATH, "packet replies",
            "large packets vanish where small ones pass, and nobody says why",
            "let ICMP fragmentation needed through, or lower the MTU on this side"),
    /// A router answered that the host is unreachable.
    HOST_UNREACHABLE(Blame.PATH, "first reply", "a router answered that the host is unreachable",
            "look at the route towards the target"),
    /// Packets lost on the path, a filtered port, an unknown key or a dead gateway.
    WG_NO_HANDSHAKE_REPLY(WireGuardTexts.NO_HANDSHAKE_REPLY),
    /// The gateway is under load and answers with cookies only.
    WG_COOKIE_ONLY(WireGuardTexts.COOKIE_ONLY),
    /// The reply does not authenticate under the expected keys.
    WG_REPLY_INVALID(WireGuardTexts.REPLY_INVALID),
    /// The closing keepalive could not be sent.
    WG_CONFIRM_FAILED(WireGuardTexts.CONFIRM_FAILED),
    /// The gateway initiated, and nothing came under the keys it was answered with.
    WG_PEER_NOT_CONFIRMED(WireGuardTexts.PEER_NOT_CONFIRMED),
    /// Data does not come through a tunnel whose handshake is good.
    WG_ONE_WAY(WireGuardTexts.ONE_WAY),
    /// The gateway's address inside the tunnel answers no echo.
    WG_TUNNEL_ECHO_SILENT(WireGuardTexts.TUNNEL_ECHO_SILENT),
    /// An ICMPv6 error came out of the tunnel.
    WG_TUNNEL_UNREACHABLE(WireGuardTexts.TUNNEL_UNREACHABLE),
    /// The resolver inside the tunnel gives no answer by UDP.
    WG_TUNNEL_DNS_SILENT(WireGuardTexts.TUNNEL_DNS_SILENT),
    /// The resolver inside the tunnel answers, and not with an address.
    WG_TUNNEL_DNS_ERROR(WireGuardTexts.TUNNEL_DNS_ERROR),
    /// A service inside the tunnel does not answer the opening of a connection.
    WG_TUNNEL_TCP_SILENT(WireGuardTexts.TUNNEL_TCP_SILENT),
    /// A service inside the tunnel refuses a connection.
    WG_TUNNEL_TCP_REFUSED(WireGuardTexts.TUNNEL_TCP_REFUSED),
    /// A connection inside the tunnel opens and brings no answer.
    WG_TUNNEL_TCP_BROKEN(WireGuardTexts.TUNNEL_TCP_BROKEN),
    /// The API inside the tunnel answers with another status.
    WG_TUNNEL_HTTP_STATUS(WireGuardTexts.TUNNEL_HTTP_STATUS),
    /// The WebSocket's upgrade was not answered.
    WG_WS_UPGRADE_SILENT(WireGuardTexts.WS_UPGRADE_SILENT),
    /// The answer to the upgrade is another status than 101.
    WG_WS_UPGRADE_REFUSED(WireGuardTexts.WS_UPGRADE_REFUSED),
    /// The answer to the upgrade is none.
    WG_WS_UPGRADE_MALFORMED(WireGuardTexts.WS_UPGRADE_MALFORMED),
    /// The connection ended before the upgrade did.
    WG_WS_UPGRADE_CLOSED(WireGuardTexts.WS_UPGRADE_CLOSED),
    /// The WebSocket ended before the run in it did.
    WG_WS_CLOSED(WireGuardTexts.WS_CLOSED),
    /// What comes in the WebSocket is not framed as WireGuard's packets are.
    WG_WS_FRAMING(WireGuardTexts.WS_FRAMING),
    /// The WebSocket stands, and no handshake is answered in it.
    WG_WS_NO_REPLY(WireGuardTexts.WS_NO_REPLY),
    /// Packets lost on the path, direction not known.
    PATH_LOSS(Blame.PATH, "packet replies", "packets lost on the path, direction not known",
            "look for the components this path shares with other lossy ones"),
    /// Packets lost on the way to the target.
    PATH_FORWARD_LOSS(Blame.PATH, "packet replies", "packets lost on the way to the target",
            "look for the components this path shares with other lossy ones"),
    /// Replies lost on the way back.
    PATH_RETURN_LOSS(Blame.PATH, "packet replies", "replies lost on the way back",
            "look for the components this path shares with other lossy ones"),
    /// Nothing came back at all.
    PATH_SILENT(Blame.PATH, "packet replies", "nothing came back at all",
            "compare with other targets from the same vantage"),
    /// The reply is not a STAMP reply to what was sent.
    STAMP_REPLY_MALFORMED(Blame.TARGET, "reply verification",
            "the reply is not a STAMP reply to what was sent", "check what listens on that port"),
    /// The region has no room for a Machine of this size.
    MACHINE_CAPACITY(Blame.CAPACITY, "create", "the region has no room for a Machine of this size",
            "look at the region's capacity"),
    /// No connection to the Machines API.
    MACHINE_API_UNREACHABLE(Blame.PATH, "create", "no connection to the Machines API",
            "compare with another vantage"),
    /// The Machines API answered with a server error.
    MACHINE_API_ERROR(Blame.TARGET, "create", "the Machines API answered with a server error",
            "look at the Machines API's own health"),
    /// The Machines API gave no answer in time.
    MACHINE_API_SILENT(Blame.TARGET, "create", "the Machines API gave no answer in time",
            "look at the Machines API's own health"),
    /// The Machine was created and did not start in time.
    MACHINE_NOT_STARTED(Blame.TARGET, "started",
            "the Machine was created and did not start in time", "look at the Machine's events"),
    /// The Machine stands in another region than asked.
    MACHINE_WRONG_REGION(Blame.TARGET, "create", "the Machine stands in another region than asked",
            "check the placement of the region"),
    /// The Machine could not be destroyed.
    MACHINE_DESTROY_FAILED(Blame.TARGET, "destroy", "the Machine could not be destroyed",
            "let the sweeper remove it and look at the Machine's events"),
    /// No connection to the receiver.
    PAGER_UNREACHABLE(Blame.TARGET, "delivery", "no connection to the receiver",
            "check the receiver's address and the network of this machine"),
    /// The receiver gave no answer in time.
    PAGER_SILENT(Blame.TARGET, "delivery", "the receiver gave no answer in time",
            "check the receiver's own health"),
    /// The receiver refused the message.
    PAGER_REFUSED(Blame.TARGET, "delivery", "the receiver refused the message",
            "check the routing key and the message"),
    /// The receiver asked to wait.
    PAGER_RATE_LIMITED(Blame.TARGET, "delivery", "the receiver asked to wait",
            "nothing: delivery is tried again"),
    /// The receiver answered with a server error.
    PAGER_ERROR(Blame.TARGET, "delivery", "the receiver answered with a server error",
            "nothing: delivery is tried again");

    /// Whose trouble the code speaks of.
    public enum Blame {
        /// What lies between vantage and target.
        PATH,
        /// The target itself.
        TARGET,
        /// The target's room, never a network fault.
        CAPACITY
    }

    /// What a code says.
    record Text(Blame blame, String stage, String likelyCause, String nextStep) {}

    private final Blame blame;
    private final String stage;
    private final String likelyCause;
    private final String nextStep;

    FailureCode(Blame blame, String stage, String likelyCause, String nextStep) {
        this.blame = blame;
        this.stage = stage;
        this.likelyCause = likelyCause;
        this.nextStep = nextStep;
    }

    FailureCode(Text text) {
        this(text.blame, text.stage, text.likelyCause, text.nextStep);
    }

    public Blame blame() {
        return blame;
    }

    /// Whether it is what the network answered, and not that nothing came back.
    public boolean isAnswer() {
        return switch (this) {
            case PROTOCOL_UNREACHABLE, PORT_UNREACHABLE, NETWORK_UNREACHABLE, PATH_PROHIBITED,
                    PATH_HOP_LIMIT, PATH_TOO_BIG, HOST_UNREACHABLE ->
                true;
            default -> false;
        };
    }

    /// The stage the code is raised at.
    public String stage() {
        return stage;
    }

    public String likelyCause() {
        return likelyCause;
    }

    public String nextStep() {
        return nextStep;
    }
}
