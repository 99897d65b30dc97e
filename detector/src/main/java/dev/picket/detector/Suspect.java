package dev.picket.detector;

import java.util.List;

/// One candidate for the culprit.
///
/// @param hypothesis its number, or -1 where a group of series stands for itself
/// @param group those series, one or more; empty for a hypothesis
/// @param logLikelihood evidence since onset that this candidate, and nothing else, is at fault
/// @param weight the tempered likelihood with the prior, in nats
/// @param posterior among all candidates (0..1)
record Suspect(int hypothesis, List<Integer> group, double logLikelihood, double weight,
        double posterior) {

    Suspect {
        group = List.copyOf(group);
    }

    Suspect withPosterior(double value) {
        return new Suspect(hypothesis, group, logLikelihood, weight, value);
    }
}
