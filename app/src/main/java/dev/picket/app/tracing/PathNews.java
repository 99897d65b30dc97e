package dev.picket.app.tracing;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.topology.Path;
import dev.picket.probes.path.MtuMemory;
import dev.picket.probes.path.PathMtu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What traces show of paths, told in one sentence for all paths it is alike on: where the networks
/// they cross changed, where these are not those that the settings declare, and where large packets
/// vanish.
final class PathNews {

    /// Sentences of each of the three, taken at a time.
    static final int SENTENCES_MAX = 5;
    private static final int NAMED_MAX = 3;

    /// By what changed: the paths, in the order they were seen in.
    private final Map<Change, List<Path>> changes = new LinkedHashMap<>();
    private final Map<DeclaredVia.Difference, List<Path>> differences = new LinkedHashMap<>();

    private final Map<MtuMemory.Change, List<Path>> mtus = new LinkedHashMap<>();

    private record Change(String before, String now) {}

    /// The words of one kind of news.
    private interface Words<T> {
        String of(T what, List<Path> paths);
    }

    /// The paths crossed the networks `before` and cross those of `now`.
    void changed(List<Path> paths, String before, String now) {
        changes.computeIfAbsent(new Change(before, now), _ -> new ArrayList<>()).addAll(paths);
    }

    /// Traces of the path see other providers than are declared.
    void contradicted(Path path, DeclaredVia.Difference difference) {
        differences.computeIfAbsent(difference, _ -> new ArrayList<>()).add(path);
    }

    /// Large packets vanish on the paths, or no longer do.
    void mtu(List<Path> paths, MtuMemory.Change change) {
        mtus.computeIfAbsent(change, _ -> new ArrayList<>()).addAll(paths);
    }

    /// What was gathered since it was last taken: most paths first.
    List<String> take() {
        List<String> sentences = new ArrayList<>();
        sentences.addAll(largest(changes, PathNews::sentence,
                "the networks on the way of other paths changed too, in "));
        sentences.addAll(largest(differences, PathNews::sentence,
                "the `via` of other targets is not what traces see either, in "));
        sentences.addAll(largest(mtus, PathNews::sentence,
                "what sizes of packets pass changed on other paths too, in "));
        changes.clear();
        mtus.clear();
        differences.clear();
        return sentences;
    }

    private static <T> List<String> largest(Map<T, List<Path>> news, Words<T> words,
            String more) {
        List<Map.Entry<T, List<Path>>> largest = news.entrySet().stream()
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .toList();
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<T, List<Path>> entry : largest) {
            if (sentences.size() == SENTENCES_MAX - 1 && largest.size() > SENTENCES_MAX) {
                sentences.add(more + (largest.size() - sentences.size()) + " more ways");
                break;
            }
            sentences.add(words.of(entry.getKey(), entry.getValue()));
        }
        return sentences;
    }

    private static String sentence(Change change, List<Path> paths) {
        return "path change: " + named(paths.stream().map(Path::toString).toList())
                + (paths.size() == 1 ? " crosses " : " cross ") + change.now + " now, "
                + change.before + " before";
    }

    private static String sentence(MtuMemory.Change change, List<Path> paths) {
        String all = named(paths.stream().map(Path::toString).toList());
        return switch (change) {
            case MtuMemory.Change.Came(PathMtu.BlackHole(int pass, int vanish)) ->
                "MTU black hole: packets of " + vanish + " octets vanish on " + all
                        + " and nobody says why, those of " + pass + " pass: "
                        + FailureCode.PATH_MTU_BLACK_HOLE.nextStep();
            case MtuMemory.Change.Went() ->
                "MTU black hole over: no size of packets vanishes any more on " + all;
        };
    }

    private static String sentence(DeclaredVia.Difference difference, List<Path> paths) {
        List<String> ends = paths.stream().map(path -> path.target() + " from " + path.vantage())
                .distinct().toList();
        return named(ends) + (ends.size() == 1 ? " is" : " are") + " declared via "
                + difference.declared() + "; traces see " + difference.seen()
                + ": correct `via` or leave it out";
    }

    private static String named(List<String> all) {
        String more = all.size() > NAMED_MAX ? " and " + (all.size() - NAMED_MAX) + " more" : "";
        return all.stream().limit(NAMED_MAX).collect(Collectors.joining(", ")) + more;
    }
}
