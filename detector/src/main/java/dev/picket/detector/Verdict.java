package dev.picket.detector;

import dev.picket.model.topology.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Who did it in one lane: the candidates, likeliest first, and the tick it began in.
record Verdict(int lane, List<Suspect> ranking, OnsetTicks onset) {

    /// Candidates listed in a diagnosis.
    static final int MAX_RIVALS = 6;
    private static final double NAMED = 0.9;
    private static final int MAX_NAMED_SET = 4;

    Verdict {
        ranking = List.copyOf(ranking);
    }

    /// The likeliest first tick and the interval of first ticks within two nats of it.
    record OnsetTicks(long estimate, long earliest, long latest) {}

    Suspect best() {
        return ranking.getFirst();
    }

    /// The likeliest candidates that together hold a posterior of 0.9: one where it can be named.
    List<Suspect> blamed() {
        return blamed(ranking);
    }

    static List<Suspect> blamed(List<Suspect> ranking) {
        List<Suspect> blamed = new ArrayList<>();
        double posterior = 0;
        for (Suspect suspect : ranking) {
            if (posterior >= NAMED || blamed.size() >= MAX_NAMED_SET) {
                break;
            }
            posterior += suspect.posterior();
            blamed.add(suspect);
        }
        return blamed;
    }

    /// The side of the best that is named alone: one with a posterior of 0.9 among all candidates.
    Optional<Side> side() {
        return Arrays.stream(Side.values()).filter(side -> best().posterior(side) >= NAMED)
                .findFirst();
    }

    /// The weight of a hypothesis, or negative infinity where it is no candidate.
    double weightOf(int hypothesis) {
        for (Suspect suspect : ranking) {
            if (suspect.hypothesis() == hypothesis) {
                return suspect.weight();
            }
        }
        return Double.NEGATIVE_INFINITY;
    }
}
