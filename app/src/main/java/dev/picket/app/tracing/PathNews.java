package dev.picket.app.tracing;

import dev.picket.model.topology.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Changes of the networks that paths cross, told in one sentence for all paths they are alike on.
final class PathNews {

    static final int SENTENCES_MAX = 5;
    private static final int NAMED_MAX = 3;

    /// By what changed: the paths, in the order they were seen in.
    private final Map<Change, List<Path>> changes = new LinkedHashMap<>();

    private record Change(String before, String now) {}

    /// The paths crossed the networks `before` and cross those of `now`.
    void add(List<Path> paths, String before, String now) {
        changes.computeIfAbsent(new Change(before, now), _ -> new ArrayList<>()).addAll(paths);
    }

    /// What was gathered since it was last taken: most paths first, at most [#SENTENCES_MAX].
    List<String> take() {
        List<Map.Entry<Change, List<Path>>> largest = changes.entrySet().stream()
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .toList();
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<Change, List<Path>> entry : largest) {
            if (sentences.size() == SENTENCES_MAX - 1 && largest.size() > SENTENCES_MAX) {
                sentences.add("the networks on the way of other paths changed too, in "
                        + (largest.size() - sentences.size()) + " more ways");
                break;
            }
            sentences.add(sentence(entry.getKey(), entry.getValue()));
        }
        changes.clear();
        return sentences;
    }

    private static String sentence(Change change, List<Path> paths) {
        String named = paths.stream().limit(NAMED_MAX).map(Path::toString)
                .collect(Collectors.joining(", "));
        String more = paths.size() > NAMED_MAX
                ? " and " + (paths.size() - NAMED_MAX) + " more"
                : "";
        return "path change: " + named + more + (paths.size() == 1 ? " crosses " : " cross ")
                + change.now + " now, " + change.before + " before";
    }
}
