package dev.picket.platform.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `200ms`, `10s`, `1.5h`, `1h30m`, with a sign where one makes
/// sense (`+40ms`). Units: ns, us, ms, s, m, h, d.
public final class Durations {
    private static final Pattern PART = Pattern
            .compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern
            .compile("([+-]?)((?:[0-9]{1,18}(?:\\.[0-9]{1,9})?(?:ns|us|µs|ms|s|m|h|d))+)");

    private Durations() {}

    /// The duration `text` writes; empty where it writes none or one beyond 292 years.
    public static Optional<Duration> parse(String text) {
        Matcher whole = WHOLE.matcher(text.strip());
        if (!whole.matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(whole.group(2));
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unitNanos(part.group(2))));
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        long total = nanos.longValue();
        return Optional.of(Duration.ofNanos("-".equals(whole.group(1)) ? -total : total));
    }

    /// `duration` as a person would write it: `10s`, `200ms`, `1h30m`.
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toNanos() % 1_000_000_000L != 0 && duration.toNanos() % 1_000_000L == 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static BigDecimal unitNanos(String unit) {
        return BigDecimal.valueOf(switch (unit) {
            case "ns" -> 1L;
            case "us", "µs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException("no unit of time: " + unit);
        });
    }
}
