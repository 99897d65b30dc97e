package dev.picket.model.finding;

/// Why this culprit and no other: how many paths through it are bad, and how many comparable ones
/// not through it are.
public record Contrast(int badThrough, int through, int badElsewhere, int elsewhere) {

    /// Such as `8 of 9 paths through it bad, 0 of 11 comparable paths not through it`.
    public String text() {
        return badThrough + " of " + through + " paths through it bad, " + badElsewhere + " of "
                + elsewhere + " comparable paths not through it";
    }
}
