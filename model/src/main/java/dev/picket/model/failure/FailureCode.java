package dev.picket.model.failure;

/// The closed list of reasons a probe or a page can fail for. The name is the metric label, the
/// JSON value and the heading of its documentation; the texts are fragments for [FailureText].
public enum FailureCode {
    /// The resolver had no usable answer.
    NAME_NOT_RESOLVED(Blame.TARGET, "name lookup", "the resolver had no usable answer",
            "check the target's name and the resolver"),
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
    WG_NO_HANDSHAKE_REPLY(Blame.PATH, "handshake reply",
            "packets lost on the path, a filtered port, an unknown key or a dead gateway",
            "compare with another gateway from the same vantage"),
    /// The gateway is under load and answers with cookies only.
    WG_COOKIE_ONLY(Blame.TARGET, "handshake reply",
            "the gateway is under load and answers with cookies only",
            "look at the gateway's handshake load"),
    /// The reply does not authenticate under the expected keys.
    WG_REPLY_INVALID(Blame.TARGET, "reply verification",
            "the reply does not authenticate under the expected keys",
            "check the gateway's key and the pre-shared key"),
    /// The closing keepalive could not be sent.
    WG_CONFIRM_FAILED(Blame.PATH, "confirmation", "the closing keepalive could not be sent",
            "look at the route towards the target"),
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
