package dev.picket.simulation.scorecard;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Choices without replacement.
final class Choice {

    private Choice() {}

    /// `count` of `all`, every subset equally likely, in ascending order (Fisher and Yates).
    static int[] of(SplittableRandom random, int[] all, int count) {
        int[] mixed = all.clone();
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, mixed.length);
            int kept = mixed[i];
            mixed[i] = mixed[other];
            mixed[other] = kept;
        }
        int[] chosen = Arrays.copyOf(mixed, count);
        Arrays.sort(chosen);
        return chosen;
    }
}
