package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.statistic.Interval;
import java.util.Locale;

/// What a measure has to reach, and which number is held against it.
///
/// @param atMost whether it must stay below the limit, or else above
/// @param judged the value itself, or the end of its interval that is less favourable
public record Bar(boolean atMost, double limit, Judged judged) {

    /// Which number a bar judges.
    public enum Judged {
        VALUE, LOWER, UPPER
    }

    static Bar atMost(double limit) {
        return new Bar(true, limit, Judged.VALUE);
    }

    static Bar atLeast(double limit) {
        return new Bar(false, limit, Judged.VALUE);
    }

    static Bar lowerAtLeast(double limit) {
        return new Bar(false, limit, Judged.LOWER);
    }

    static Bar upperAtMost(double limit) {
        return new Bar(true, limit, Judged.UPPER);
    }

    boolean holds(double value, Interval interval) {
        double number = switch (judged) {
            case VALUE -> value;
            case LOWER -> interval.low();
            case UPPER -> interval.high();
        };
        return atMost ? number <= limit : number >= limit;
    }

    /// Such as `≤ 2` or `lower end ≥ 0.98`.
    String text() {
        String end = switch (judged) {
            case VALUE -> "";
            case LOWER -> "lower end ";
            case UPPER -> "upper end ";
        };
        return end + (atMost ? "≤ " : "≥ ") + Row.number(limit).trim().toLowerCase(Locale.ROOT);
    }
}
