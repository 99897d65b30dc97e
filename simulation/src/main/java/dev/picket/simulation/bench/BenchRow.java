package dev.picket.simulation.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// One measurement.
///
/// @param id what was measured, its unit last, for example `tallies_calm_per_s_core`
/// @param reference what it is compared with: the figure wanted, or another way measured beside it
/// @param hold the ratio that has to be reached (from below where less is better); none where the
///        figure is only reported
public record BenchRow(String id, double measured, double reference, OptionalDouble hold,
        boolean lessIsBetter) {

    static BenchRow atLeast(String id, double measured, double wanted) {
        return new BenchRow(id, measured, wanted, OptionalDouble.of(1), false);
    }

    static BenchRow atMost(String id, double measured, double wanted) {
        return new BenchRow(id, measured, wanted, OptionalDouble.of(1), true);
    }

    static BenchRow reported(String id, double measured, double reference) {
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
        row.put("measured", measured);
        row.put("reference", reference);
        row.put("ratio", ratio());
        hold.ifPresent(wanted -> row.put("hold", wanted));
        row.put("holds", holds());
        return row;
    }

    /// The row of the table.
    public String line() {
        return String.format(Locale.ROOT, "%-44s %,16.0f %,16.0f %7.2f  %s", id, measured,
                reference, ratio(), hold.isEmpty() ? "" : holds() ? "holds" : "falls short");
    }
}
