package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.statistic.Sample;
import java.util.Locale;
import java.util.Optional;

/// One measure with its interval and its bar.
///
/// @param section the heading it stands under
/// @param id its stable name in JSON
/// @param n how many trials it rests on
/// @param interval 95 %
/// @param note what a reader must know of how it came about; may be empty
public record Row(String section, String id, String measure, String unit, double value,
        Interval interval, long n, Optional<Bar> hold, Optional<Bar> stretch, String note) {

    static Row of(String section, String id, String measure, String unit, double value,
            Interval interval, long n) {
        return new Row(section, id, measure, unit, value, interval, n, Optional.empty(),
                Optional.empty(), "");
    }

    /// hits of n, with Wilson's interval.
    static Row ratio(String section, String id, String measure, long hits, long n) {
        return of(section, id, measure, "", n == 0 ? Double.NaN : (double) hits / n,
                Interval.wilson(hits, n), n);
    }

    static Row quantile(String section, String id, String measure, String unit, Sample sample,
            double p) {
        return of(section, id, measure, unit, sample.quantile(p), sample.interval(p),
                sample.size());
    }

    Row hold(Bar bar) {
        return new Row(section, id, measure, unit, value, interval, n, Optional.of(bar), stretch,
                note);
    }

    Row stretch(Bar bar) {
        return new Row(section, id, measure, unit, value, interval, n, hold, Optional.of(bar),
                note);
    }

    Row note(String text) {
        return new Row(section, id, measure, unit, value, interval, n, hold, stretch, text);
    }

    /// Whether the bar is reached; empty where there is none or nothing was measured.
    Optional<Boolean> holds() {
        return n == 0 ? Optional.empty() : hold.map(bar -> bar.holds(value, interval));
    }

    Optional<Boolean> stretches() {
        return n == 0 ? Optional.empty() : stretch.map(bar -> bar.holds(value, interval));
    }

    /// Three significant digits, whole numbers whole.
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        if (size >= 1e6 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 4);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
