package dev.picket.simulation.scorecard.stream;

import java.util.Arrays;

/// A fault as it is fed into a stream: what is harmed, from when to when, and by how much.
///
/// @param onset in ticks from the stream's start, fractions of a tick included
/// @param end the first moment without it, in ticks
/// @param paths the numbers of the paths it harms
/// @param forward packets lost on the way to the target, of those sent (0..1)
/// @param back packets lost on the way back (0..1)
/// @param fail first attempts of a service that fail (0..1)
@SuppressWarnings("ArrayRecordComponent") // read only, and millions of them are made
public record InjectedFault(double onset, double end, int[] paths, double forward, double back,
        double fail) {

    /// A loss whose round trip loses `ratio`, in the directions asked for.
    public static InjectedFault loss(double onset, double end, int[] paths, LossDirection way,
            double ratio) {
        double each = 1 - Math.sqrt(1 - ratio);
        return switch (way) {
            case FORWARD -> new InjectedFault(onset, end, paths, ratio, 0, 0);
            case RETURN -> new InjectedFault(onset, end, paths, 0, ratio, 0);
            case BOTH -> new InjectedFault(onset, end, paths, each, each, 0);
        };
    }

    public static InjectedFault failures(double onset, double end, int[] paths, double ratio) {
        return new InjectedFault(onset, end, paths, 0, 0, ratio);
    }

    /// The chance that at least one of two independent things happens (0..1).
    public static double either(double one, double other) {
        return one + other - one * other;
    }

    /// Which way packets are lost.
    public enum LossDirection {
        FORWARD, RETURN, BOTH
    }

    /// The share of a round from `from` to `to` (in ticks) that the fault lies on.
    double overlap(double from, double to) {
        double shared = Math.min(end, to) - Math.max(onset, from);
        return Math.clamp(shared / (to - from), 0, 1);
    }

    @Override
    public String toString() {
        return "from " + onset + " to " + end + " on " + Arrays.toString(paths) + ": " + forward
                + "/" + back + "/" + fail;
    }
}
