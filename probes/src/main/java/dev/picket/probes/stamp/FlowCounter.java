package dev.picket.probes.stamp;

import dev.picket.probes.stamp.StampPathState.Reading;
import java.util.Arrays;

/// The reflector's numbers in the replies to one flow of one round.
final class FlowCounter {

    /// By the packet's place in the flow, only of answered ones.
    private final long[] counters;
    private final int[] answered;
    private int answers;
    private long newest;
    private int copies;

    /// @param packets the most packets of the flow
    FlowCounter(int packets) {
        counters = new long[packets];
        answered = new int[packets];
    }

    /// The first reply to the packet at `place`.
    void answered(int place, long counter) {
        newest = answers == 0 ? counter : later(newest, counter);
        counters[place] = counter;
        answered[answers] = place;
        answers++;
    }

    /// A further reply to it.
    void answeredAgain(int place, long counter) {
        if (counter != counters[place]) {
            copies++;
            newest = later(newest, counter);
        }
    }

    /// The later of two readings of a 32-bit counter that wraps.
    private static long later(long one, long other) {
        return (int) (other - one) > 0 ? other : one;
    }

    /// Packets answered.
    int answers() {
        return answers;
    }

    /// What is carried on to the path.
    ///
    /// @param sentUpTo how many packets of the flow were really sent, up to and with each place
    /// @param tells whether the numbers are the reflector's own
    StampPathState.Round reckoning(int[] sentUpTo, boolean tells) {
        int sent = sentUpTo.length == 0 ? 0 : sentUpTo[sentUpTo.length - 1];
        if (answers == 0 || !tells) {
            return StampPathState.Round.silent(sent);
        }
        int first = Arrays.stream(answered, 0, answers).min().orElseThrow();
        int last = Arrays.stream(answered, 0, answers).max().orElseThrow();
        long[] behind = behindNewest();
        return new StampPathState.Round(sent, answers,
                new Reading(counters[first], sentUpTo[first]),
                new Reading(newest, sentUpTo[last]), copies,
                newest - behind[behind.length - 1], isAnyShared(behind));
    }

    /// How far the numbers are below the newest, sorted.
    private long[] behindNewest() {
        long[] behind = new long[answers];
        for (int i = 0; i < answers; i++) {
            behind[i] = (int) (newest - counters[answered[i]]);
        }
        Arrays.sort(behind);
        return behind;
    }

    private static boolean isAnyShared(long[] sorted) {
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return true;
            }
        }
        return false;
    }
}
