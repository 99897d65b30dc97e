package dev.picket.simulation.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One measurement.
///
/// @param id what was measured, its unit last, for example `tallies_calm_per_s_core`
/// @param reference what it is compared with: the figure wanted, or another way measured beside it
/// @param hold the ratio that has to be reached (from below where less is better); none where the
///        figure is only reported
/// @param absent why nothing was measured; then the figures mean nothing
public record BenchRow(String id, double measured, double reference, OptionalDouble hold,
        boolean lessIsBetter, Optional<String> absent) {

    public BenchRow(String id, double measured, double reference, OptionalDouble hold,
            boolean lessIsBetter) {
        this(id, measured, reference, hold, lessIsBetter, Optional.empty());
    }

    /// A row for which something needed is missing here; it neither holds nor falls short.
    public static BenchRow notMeasured(String id, String why) {
        return new BenchRow(id, 0, 0, OptionalDouble.empty(), false, Optional.of(why));
    }

    public static BenchRow atLeast(String id, double measured, double wanted) {
        return new BenchRow(id, measured, wanted, OptionalDouble.of(1), false);
    }

    public static BenchRow atMost(String id, double measured, double wanted) {
        return new BenchRow(id, measured, wanted, OptionalDouble.of(1), true);
    }

    public static BenchRow reported(String id, double measured, double reference) {
        return new BenchRow(id, measured, reference, OptionalDouble.empty(), false);
    }

    public double ratio() {
        return measured / reference;
    }

    public boolean holds() {
        return hold.isEmpty()
                || (lessIsBetter ? ratio() <= hold.getAsDouble() : ratio() >= hold.getAsDouble());
    }

    /// The row of the JSON form.
    public Map<String, Object> json() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        if (absent.isPresent()) {
            row.put("notMeasured", absent.get());
            return row;
        }
        row.put("measured", measured);
        row.put("reference", reference);
        row.put("ratio", ratio());
        hold.ifPresent(wanted -> row.put("hold", wanted));
        row.put("holds", holds());
        return row;
    }

    /// The row of the table.
    public String line() {
        if (absent.isPresent()) {
            return String.format(Locale.ROOT, "%-44s not measured: %s", id, absent.get());
        }
        return String.format(Locale.ROOT, "%-44s %16s %16s %7.2f  %s", id, figure(measured),
                figure(reference), ratio(),
                hold.isEmpty() ? "" : holds() ? "holds" : "falls short");
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.4g" : "%,.0f", value);
    }
}
