package dev.picket.simulation.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

    private static List<Section> all() {
        return List.of(new Delays(), new Culprits(), new Quiet());
    }

    /// The words sections are asked for by.
    public static List<String> sectionNames() {
        return all().stream().map(Section::name).toList();
    }

    /// Measures the sections asked for; none asked for means all.
    ///
    /// @param parallelism threads; the numbers do not depend on it
    /// @param progress is told how far the work is, by one thread at a time
    public static Scorecard measure(Effort effort, long seed, Set<String> sections,
            int parallelism, Consumer<String> progress) {
        List<String> done = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Exhibit> exhibits = new ArrayList<>();
        try (Trials trials = new Trials(parallelism, progress)) {
            Course course = new Course(effort, seed, trials);
            for (Section section : all()) {
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
