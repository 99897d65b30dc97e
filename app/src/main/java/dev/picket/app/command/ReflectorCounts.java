package dev.picket.app.command;

import dev.picket.probes.stamp.StampReflector;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// What a reflector answered and what it did not, and why, for people. On the thread of the
/// reflector.
final class ReflectorCounts {

    private final String address;
    private final StampReflector reflector;
    private String told = "";

    ReflectorCounts(String address, StampReflector reflector) {
        this.address = address;
        this.reflector = reflector;
    }

    /// Such as `10.81.2.2:862: answered 1,200; not answered: 3 too short, 17 over budget`; empty
    /// where it is what was told last, or nothing has arrived.
    Optional<String> news() {
        String text = text();
        if (text.isEmpty() || text.equals(told)) {
            return Optional.empty();
        }
        told = text;
        return Optional.of(address + ": " + text);
    }

    private String text() {
        StringJoiner silences = new StringJoiner(", ");
        for (StampReflector.Silence reason : StampReflector.Silence.values()) {
            if (reflector.silences(reason) > 0) {
                silences.add(number(reflector.silences(reason)) + " " + words(reason));
            }
        }
        if (reflector.answered() == 0 && silences.length() == 0) {
            return "";
        }
        return "answered " + number(reflector.answered())
                + (silences.length() == 0 ? "" : "; not answered: " + silences);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String words(StampReflector.Silence reason) {
        return switch (reason) {
            case TOO_SHORT -> "too short";
            case REFLECTING_PORT -> "from ports that answer by themselves";
            case NOT_ALLOWED -> "from addresses not allowed";
            case NOT_AUTHENTIC -> "not authentic";
            case NOT_NOW -> "with a time too far from this clock";
            case OVER_BUDGET -> "over budget";
        };
    }
}
