package dev.picket.simulation.fault;

/// What one path is like at one moment.
///
/// @param forwardLoss probability that a packet to the target is lost
/// @param returnLoss probability that a packet back is lost
/// @param failRatio probability that a run of its service fails
/// @param addedRoundTripNanos added to every round trip
/// @param missingRatio probability that a result never arrives
/// @param proberLoss probability that the prober's own kernel drops a reply
public record PathConditions(double forwardLoss, double returnLoss, double failRatio,
        long addedRoundTripNanos, double missingRatio, double proberLoss) {

    public static final PathConditions CLEAR = new PathConditions(0, 0, 0, 0, 0, 0);

    /// These conditions with a fault's effects on top; losses of independent causes multiply.
    PathConditions with(Fault fault) {
        FaultEffects effects = fault.effects();
        Direction direction = fault.direction();
        return new PathConditions(
                direction.harmsForward() ? either(forwardLoss, effects.lossRatio()) : forwardLoss,
                direction.harmsReturn() ? either(returnLoss, effects.lossRatio()) : returnLoss,
                either(failRatio, effects.failRatio()),
                addedRoundTripNanos + effects.roundTripNanos(),
                either(missingRatio, effects.missingRatio()),
                either(proberLoss, effects.proberLossRatio()));
    }

    /// These conditions with `lossRatio` more in each direction.
    public PathConditions withLoss(double lossRatio) {
        return new PathConditions(either(forwardLoss, lossRatio), either(returnLoss, lossRatio),
                failRatio, addedRoundTripNanos, missingRatio, proberLoss);
    }

    /// Probability that a packet or its reply is lost.
    public double roundTripLoss() {
        return either(forwardLoss, returnLoss);
    }

    /// Probability that at least one of two independent events happens.
    static double either(double one, double other) {
        return one + other - one * other;
    }
}
