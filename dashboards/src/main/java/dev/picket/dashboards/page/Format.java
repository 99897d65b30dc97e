package dev.picket.dashboards.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as people read them; all times in UTC.
final class Format {

    private static final DateTimeFormatter TIME = formatter("HH:mm:ss");
    private static final DateTimeFormatter MOMENT = formatter("d MMM HH:mm");
    private static final DateTimeFormatter EXACT_MOMENT = formatter("d MMM HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM",
            Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("EEE d",
            Locale.ENGLISH);
    private static final Duration MINUTES_FROM = Duration.ofMinutes(2);
    private static final Duration HOURS_FROM = Duration.ofHours(2);
    private static final Duration DAYS_FROM = Duration.ofDays(2);

    private Format() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /// Such as `22:14:05`.
    static String time(Instant at) {
        return TIME.format(at);
    }

    /// Such as `13 Jun 22:14`.
    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /// Such as `13 Jun 22:14:05`.
    static String exactMoment(Instant at) {
        return EXACT_MOMENT.format(at);
    }

    /// The machine-readable form, to the second.
    static String iso(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    /// Such as `Friday 13 June`.
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /// Such as `Fri 13`.
    static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    static LocalDate dayOf(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /// A length in its largest sensible unit, such as `40 s`, `12 min`, `5 h`, `3 d`.
    static String length(Duration length) {
        if (length.compareTo(MINUTES_FROM) < 0) {
            return Math.max(0, length.toSeconds()) + " s";
        }
        if (length.compareTo(HOURS_FROM) < 0) {
            return length.toMinutes() + " min";
        }
        return length.compareTo(DAYS_FROM) < 0 ? length.toHours() + " h" : length.toDays() + " d";
    }

    /// A ratio (0..1) as a percentage with one decimal and no sign, such as `95.8`.
    static String percentNumber(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio * 100);
    }

    /// A ratio (0..1) as a percentage, such as `95.8 %`; a whole number stays whole.
    static String percent(double ratio) {
        double percent = ratio * 100;
        return (percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f", percent)
                : String.format(Locale.ROOT, "%.1f", percent)) + " %";
    }

    /// A probability (0..1) with two decimals; what rounds to one is `> 0.99`.
    static String probability(double value) {
        return value > 0.99 ? "> 0.99" : String.format(Locale.ROOT, "%.2f", value);
    }

    /// `1 path`, `2 paths`.
    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
