package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.stream.Fleets;

/// A fault whose delay is measured: so many of a provider's paths lose at a ratio.
///
/// @param members paths of the provider
/// @param harmed those of them that lose
/// @param ratio of packets lost, round trip
record DelayCase(int members, int harmed, double ratio) {

    String label() {
        return harmed + " of " + members + " at " + Row.number(100 * ratio) + " %";
    }

    String id() {
        return harmed + "of" + members + "at" + Row.number(100 * ratio);
    }

    /// The provider that has exactly these members is [Fleets#SUBJECT].
    String fleet() {
        return "subject" + members;
    }
}
