package dev.picket.detector;

/// One candidate for the culprit.
///
/// @param hypothesis its number, or -1 where a single series stands for itself
/// @param series the single series, or -1
/// @param logLikelihood evidence since onset that this candidate, and nothing else, is at fault
/// @param weight the tempered likelihood with the prior, in nats
/// @param posterior among all candidates (0..1)
record Suspect(int hypothesis, int series, double logLikelihood, double weight,
        double posterior) {

    Suspect withPosterior(double value) {
        return new Suspect(hypothesis, series, logLikelihood, weight, value);
    }

    boolean isSameAs(Suspect other) {
        return hypothesis == other.hypothesis && series == other.series;
    }
}
