package dev.picket.model.result;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether a gateway knew the vantage's key when its initiation arrived. A gateway that does not
/// fetches the peer first and initiates itself, which is another path with another delay.
public enum PeerWarmth {
    /// The gateway answered.
    WARM,
    /// The gateway initiated before it answered anything.
    COLD;

    /// The detail of a run that tells it; there is none where a run ended without either.
    public static final String DETAIL = "peer";

    /// What a run says of it; empty where it says nothing.
    public static Optional<PeerWarmth> of(ProbeResult result) {
        String said = result.details().getOrDefault(DETAIL, "");
        return Arrays.stream(values()).filter(one -> one.label().equals(said)).findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
