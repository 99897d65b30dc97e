package dev.picket.simulation.scorecard;

/// One part of a scorecard.
interface Section {

    /// The word it is asked for by.
    String name();

    Part measure(Course course);
}
