package dev.picket.simulation.fault;

import dev.picket.model.failure.FailureCode;
import java.util.Optional;

/// What one path is like at one moment.
///
/// @param forwardLoss probability that a packet to the target is lost
/// @param returnLoss probability that a packet back is lost
/// @param failRatio probability that an attempt at its service fails
/// @param failCode what it then fails with, where that is not the usual
/// @param addedRoundTripNanos added to every round trip
/// @param missingRatio probability that a result never arrives
/// @param proberLoss probability that the prober's own kernel drops a reply
/// @param there what befalls packets on the way to the target
/// @param back what befalls those on the way back
public record PathConditions(double forwardLoss, double returnLoss, double failRatio,
        Optional<FailureCode> failCode, long addedRoundTripNanos, double missingRatio,
        double proberLoss, Disorder there, Disorder back) {

    public static final PathConditions CLEAR = new PathConditions(0, 0, 0, Optional.empty(), 0, 0,
            0, Disorder.NONE, Disorder.NONE);

    /// These conditions with a fault's effects on top; losses of independent causes multiply.
    PathConditions with(Fault fault) {
        FaultEffects effects = fault.effects();
        PathConditions harmed = withLoss(effects.lossRatio(), fault.extent().direction());
        return new PathConditions(harmed.forwardLoss, harmed.returnLoss,
                either(failRatio, effects.failRatio()), effects.failCode().or(() -> failCode),
                addedRoundTripNanos + effects.roundTripNanos(),
                either(missingRatio, effects.missingRatio()),
                either(proberLoss, effects.proberLossRatio()),
                fault.extent().direction().harmsForward()
                        ? there.with(effects.disorder())
                        : there,
                fault.extent().direction().harmsReturn() ? back.with(effects.disorder()) : back);
    }

    /// These conditions with `lossRatio` more in the ways of `direction`.
    public PathConditions withLoss(double lossRatio, Direction direction) {
        return new PathConditions(
                direction.harmsForward() ? either(forwardLoss, lossRatio) : forwardLoss,
                direction.harmsReturn() ? either(returnLoss, lossRatio) : returnLoss, failRatio,
                failCode, addedRoundTripNanos, missingRatio, proberLoss, there, back);
    }

    /// These conditions with `dropRatio` more replies dropped by the prober's own kernel.
    public PathConditions withProberLoss(double dropRatio) {
        return new PathConditions(forwardLoss, returnLoss, failRatio, failCode,
                addedRoundTripNanos, missingRatio, either(proberLoss, dropRatio), there, back);
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
