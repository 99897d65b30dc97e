package dev.picket.simulation.fault;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Signal;
import java.util.Optional;

/// What a fault does to the paths it lies on, in each direction it harms.
///
/// @param lossRatio packets lost, of those sent in a harmed direction (0..1)
/// @param failRatio runs of a service (handshake, Machine) that fail at their first attempt (0..1)
/// @param failCode what these runs fail with; empty where it is the service's usual failure
/// @param roundTripNanos added to every round trip, whatever the direction
/// @param missingRatio results that never arrive at the detector (0..1)
/// @param proberLossRatio replies that the prober's own kernel drops and counts (0..1)
/// @param clockStepNanos how far the vantage's wall clock is off while the fault lasts
/// @param disorder what befalls packets that are not lost
public record FaultEffects(double lossRatio, double failRatio, Optional<FailureCode> failCode,
        long roundTripNanos, double missingRatio, double proberLossRatio, long clockStepNanos,
        Disorder disorder) {

    public static final FaultEffects NONE = new FaultEffects(0, 0, Optional.empty(), 0, 0, 0, 0);

    public FaultEffects {
        requireRatio("lossRatio", lossRatio);
        requireRatio("failRatio", failRatio);
        requireRatio("missingRatio", missingRatio);
        requireRatio("proberLossRatio", proberLossRatio);
    }

    /// Effects without disorder.
    public FaultEffects(double lossRatio, double failRatio, Optional<FailureCode> failCode,
            long roundTripNanos, double missingRatio, double proberLossRatio,
            long clockStepNanos) {
        this(lossRatio, failRatio, failCode, roundTripNanos, missingRatio, proberLossRatio,
                clockStepNanos, Disorder.NONE);
    }

    public static FaultEffects disordered(Disorder disorder) {
        return new FaultEffects(0, 0, Optional.empty(), 0, 0, 0, 0, disorder);
    }

    public static FaultEffects loss(double lossRatio) {
        return new FaultEffects(lossRatio, 0, Optional.empty(), 0, 0, 0, 0);
    }

    public static FaultEffects failures(double failRatio) {
        return new FaultEffects(0, failRatio, Optional.empty(), 0, 0, 0, 0);
    }

    public static FaultEffects slower(long roundTripNanos) {
        return new FaultEffects(0, 0, Optional.empty(), roundTripNanos, 0, 0, 0);
    }

    public static FaultEffects missing(double missingRatio) {
        return new FaultEffects(0, 0, Optional.empty(), 0, missingRatio, 0, 0);
    }

    public static FaultEffects proberLoss(double proberLossRatio) {
        return new FaultEffects(0, 0, Optional.empty(), 0, 0, proberLossRatio, 0);
    }

    /// Whether the network or a service is harmed, not only the prober itself or a region's room.
    public boolean harmsNetwork() {
        return lossRatio > 0 || roundTripNanos > 0 || (failRatio > 0 && !takesRoom())
                || !disorder.isNone();
    }

    /// Whether runs fail for want of room.
    public boolean takesRoom() {
        return failRatio > 0 && failCode
                .filter(code -> code.blame() == FailureCode.Blame.CAPACITY).isPresent();
    }

    /// Whether it is a reason for an incident of `signal`: room is missed for no other reason than
    /// that there is none, and nothing else is wrong where there is none.
    public boolean explains(Signal signal) {
        return signal == Signal.CAPACITY ? takesRoom() : harmsNetwork();
    }

    static void requireRatio(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in 0..1, got " + value);
        }
    }
}
