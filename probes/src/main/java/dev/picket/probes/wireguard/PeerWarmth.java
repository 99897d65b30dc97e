package dev.picket.probes.wireguard;

import java.util.Locale;

/// Whether a gateway knew the vantage's key when its initiation arrived. A gateway that does not
/// fetches the peer first and initiates itself, which is another path with another delay.
public enum PeerWarmth {
    /// The gateway answered.
    WARM,
    /// The gateway initiated before it answered anything.
    COLD;

    /// The detail that tells it; there is none where a run ended without either.
    public static final String DETAIL = "peer";

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
