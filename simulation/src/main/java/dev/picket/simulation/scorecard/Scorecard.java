package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.campaign.Stretches;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The detector's quality over seeded faults and seeded quiet.
///
/// @param sections those that were measured, in order
public record Scorecard(long seed, Effort effort, List<String> sections, List<Row> rows,
        List<Exhibit> exhibits) {

    public Scorecard {
        sections = List.copyOf(sections);
        rows = List.copyOf(rows);
        exhibits = List.copyOf(exhibits);
    }

    private static List<Section> all(LongSupplier nanos) {
        return List.of(new Delays(), new Culprits(), new Stories(), new Quiet(), new Promise(),
                new SeriesAlone(), new Alternatives(), new Cost(nanos));
    }

    /// The words sections are asked for by.
    public static List<String> sectionNames() {
        return all(() -> 0).stream().map(Section::name).toList();
    }

    /// Measures the sections asked for; none asked for means all.
    ///
    /// @param parallelism threads; the numbers do not depend on it
    /// @param stretches those known of the long campaigns; new ones are added to them
    /// @param nanos a monotonic clock, for what the detector costs and nothing else
    /// @param progress is told how far the work is, by one thread at a time
    public static Scorecard measure(Effort effort, long seed, Set<String> sections,
            int parallelism, Stretches stretches, LongSupplier nanos,
            Consumer<String> progress) {
        List<String> done = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Exhibit> exhibits = new ArrayList<>();
        try (Trials trials = new Trials(parallelism, progress)) {
            Course course = new Course(effort, seed, trials, stretches);
            for (Section section : all(nanos)) {
                if (sections.isEmpty() || sections.contains(section.name())) {
                    Part part = section.measure(course);
                    done.add(section.name());
                    rows.addAll(part.rows());
                    exhibits.addAll(part.exhibits());
                }
            }
        }
        return new Scorecard(seed, effort, done, rows, exhibits);
    }

    /// Whether every measure that has a bar reaches it.
    public boolean holds() {
        return rows.stream().allMatch(row -> row.holds().orElse(true));
    }
}
