package dev.picket.alerting.book;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether what a detector finds after a restart is the fault of an incident that was open before
/// it. It has less to go by than the old one had, so that the culprit may be another: what is
/// compared is the paths that show it, and the components blamed.
final class SameFault {

    /// Of the smaller set of affected paths this part is in the other too.
    private static final double COMMON_RATIO_MIN = 0.5;

    private SameFault() {}

    /// @param before of the incident, as it was last told
    static boolean of(Diagnosis before, Diagnosis found) {
        boolean later = !found.onset().latest().isBefore(before.onset().earliest());
        return later && (blamesAlike(before, found)
                || commonRatio(before, found) >= COMMON_RATIO_MIN);
    }

    private static boolean blamesAlike(Diagnosis before, Diagnosis found) {
        Set<Component> blamed = Set.copyOf(before.culprit().components());
        return found.culprit().components().stream().anyMatch(blamed::contains);
    }

    /// Paths affected in both over those of the smaller set (0..1); 0 where one is empty.
    static double commonRatio(Diagnosis before, Diagnosis found) {
        Set<Path> paths = paths(before.affected());
        Set<Path> common = paths(found.affected());
        int smaller = Math.min(paths.size(), common.size());
        common.retainAll(paths);
        return smaller == 0 ? 0 : (double) common.size() / smaller;
    }

    private static Set<Path> paths(Collection<PathEvidence> affected) {
        return affected.stream().map(PathEvidence::path)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
