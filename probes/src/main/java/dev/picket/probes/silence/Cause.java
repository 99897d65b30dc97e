package dev.picket.probes.silence;

/// Why a gateway may be silent. A dead gateway is two causes, as different people mend them.
///
/// The priors are those of a run that failed without a true response, before anything else is
/// known. Nobody publishes such shares; they are set flat on purpose, so that no cause is named for
/// its prior alone. Two are lower: load is answered with cookies first, and a clock behind the last
/// timestamp needs a step that NTP does not make and a lost record of it.
public enum Cause {
    /// Something on the way drops this port and lets others through.
    PORT_FILTERED(0.20, "the port is filtered on the way",
            "ask whose filter drops it"),
    /// The machine, or its whole network, does not answer anything.
    HOST_DEAD(0.13, "the gateway's host is down", "look at the gateway's host"),
    /// The machine lives; what takes this transport's handshakes on it does not.
    SERVICE_DEAD(0.13, "what takes handshakes on the gateway is dead",
            "look at WireGuard on the gateway, and at what is before it"),
    /// Our key is no peer there, or the gateway's public key is another than we hold.
    KEY_UNKNOWN(0.20, "the gateway does not know the key",
            "check that our key is still a peer there, and that the gateway's own key is right"),
    /// Our timestamps are not greater than one the gateway has seen under this key.
    CLOCK(0.02, "our clock is behind a timestamp the gateway has seen",
            "set the clock; a key used with a time in the future must be replaced"),
    /// The gateway drops initiations because too many come.
    UNDER_LOAD(0.05, "the gateway is under load", "look at the gateway's handshake load"),
    /// The path loses packets of any port.
    PATH_LOSS(0.14, "the path loses the packets",
            "trace the path and look for what it shares with other lossy ones"),
    /// Nothing leaves this vantage, or nothing comes back to it.
    OWN_NETWORK(0.13, "our own network is cut off", "look at this vantage's own uplink");

    private final double prior;
    private final String words;
    private final String step;

    Cause(double prior, String words, String step) {
        this.prior = prior;
        this.words = words;
        this.step = step;
    }

    double prior() {
        return prior;
    }

    /// A fragment for people.
    public String words() {
        return words;
    }

    /// What to do about it, a fragment for people.
    public String step() {
        return step;
    }
}
