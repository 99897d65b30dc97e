package dev.picket.detector;

import dev.picket.model.topology.Side;
import java.util.List;

/// One candidate for the culprit.
///
/// @param hypothesis its number, or -1 where a group of series stands for itself
/// @param group those series, one or more; empty for a hypothesis
/// @param logLikelihood evidence since onset that this candidate, and nothing else, is at fault
/// @param weight the tempered likelihood with the prior, in nats
/// @param posterior among all candidates (0..1)
/// @param split how the likelihood divides into both sides and either one
record Suspect(int hypothesis, List<Integer> group, double logLikelihood, double weight,
        double posterior, Sides.Split split) {

    Suspect {
        group = List.copyOf(group);
    }

    Suspect withPosterior(double value) {
        return new Suspect(hypothesis, group, logLikelihood, weight, value, split);
    }

    /// The same where either of its sides may be at fault alone.
    Suspect withSides() {
        double gain = split.total() - split.both();
        return new Suspect(hypothesis, group, logLikelihood + gain, weight + gain, posterior,
                split);
    }

    /// The posterior of one side of it alone.
    double posterior(Side side) {
        return posterior * split.share(side);
    }
}
