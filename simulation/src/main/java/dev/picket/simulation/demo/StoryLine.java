package dev.picket.simulation.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One thing that happened in the demonstration.
///
/// @param at since the story's start
/// @param fault the scripted fault it belongs to
/// @param text for people
public record StoryLine(Duration at, Kind kind, Optional<String> fault, String text) {

    public enum Kind {
        STARTED, WARM, FAULT_BEGAN, FAULT_ENDED, //
        OPENED, PAGED, REVISED, RECOVERING, RESOLVED, //
        UNEXPECTED, HELD, BROKEN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Such as ` 64.0 s  fault began   cogent loses 15 % of packets in sin`.
    public String line() {
        return String.format(Locale.ROOT, "%6.1f s  %-12s %s", at.toMillis() / 1000.0,
                kind.label().replace('_', ' '), text);
    }
}
