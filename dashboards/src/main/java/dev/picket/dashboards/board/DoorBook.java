package dev.picket.dashboards.board;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The doors of every place that has more than one, seen from all vantages together. Not
/// thread-safe; the board guards it.
final class DoorBook {

    /// Doors kept, some 30 kB each; results of further ones are left aside.
    static final int DOORS_MAX = 512;

    private final Map<String, Map<Key, DoorWindow>> places = new TreeMap<>();

    private record Key(PathClass door, ProbeKind kind) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::door)
                .thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    DoorBook(Iterable<Target> targets) {
        Map<String, Set<PathClass>> doors = new TreeMap<>();
        targets.forEach(target -> target.door().ifPresent(door -> doors
                .computeIfAbsent(place(target), _ -> new HashSet<>()).add(door)));
        int kept = 0;
        for (Target target : targets) {
            PathClass door = target.door().orElse(null);
            if (door == null || doors.getOrDefault(place(target), Set.of()).size() < 2
                    || kept >= DOORS_MAX) {
                continue;
            }
            Map<Key, DoorWindow> ofPlace = places.computeIfAbsent(place(target),
                    _ -> new TreeMap<>());
            if (ofPlace.putIfAbsent(new Key(door, target.kind()), new DoorWindow()) == null) {
                kept++;
            }
        }
    }

    /// Doors of one region and host lead to the same place.
    private static String place(Target target) {
        return target.host().map(host -> host + " in ").orElse("") + target.region();
    }

    void add(Target target, ProbeResult result) {
        target.door().ifPresent(door -> {
            DoorWindow window = places.getOrDefault(place(target), Map.of())
                    .get(new Key(door, target.kind()));
            if (window != null) {
                window.add(result);
            }
        });
    }

    List<DoorReport> reports(Instant now) {
        List<DoorReport> reports = new ArrayList<>();
        places.forEach((place, doors) -> reports.add(new DoorReport(place,
                doors.entrySet().stream().map(entry -> {
                    DoorReport.Seen seen = entry.getValue().seen(now);
                    return new DoorReport.Door(entry.getKey().door(), entry.getKey().kind(),
                            CellState.of(entry.getKey().kind(), seen.count()), seen);
                }).toList())));
        return reports;
    }
}
