package dev.picket.platform.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// A YAML (or JSON) text under reading: its root, and every problem found in it so far.
///
/// Readers go on after a problem with a stand-in value, so one reading lists all of them; what was
/// read counts only where [#problems] is empty at the end.
public final class YamlDocument {
    /// Problems kept for one document; the rest would not be read by anybody.
    private static final int PROBLEMS_MAX = 200;
    private static final int CODE_POINTS_MAX = 4 * 1024 * 1024;
    private static final int ALIASES_MAX = 50;

    private final String file;
    private final SecretSource secrets;
    private final List<Problem> problems = new ArrayList<>();
    private final Optional<Node> root;

    private YamlDocument(String file, String text, SecretSource secrets) {
        this.file = file;
        this.secrets = secrets;
        this.root = compose(text);
    }

    /// Reads `text`, which the problems will call `file`.
    public static YamlDocument parse(String file, String text, SecretSource secrets) {
        return new YamlDocument(file, text, secrets);
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true)
                .setCodePointLimit(CODE_POINTS_MAX).setMaxAliasesForCollections(ALIASES_MAX)
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                problem(Optional.empty(), "the file is empty; expected a map of settings");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            problem(e.getProblemMark(), "not YAML: " + e.getProblem());
        } catch (YamlEngineException _) {
            problem(Optional.empty(), "not YAML, or longer than " + CODE_POINTS_MAX
                    + " characters");
        }
        return Optional.empty();
    }

    /// The document's outermost value.
    public YamlValue root() {
        return new YamlValue(this, root, "the file");
    }

    /// Every problem so far, in the order of the text.
    public List<Problem> problems() {
        return problems.stream().sorted(
                Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column)).toList();
    }

    SecretSource secrets() {
        return secrets;
    }

    void problem(Optional<Mark> mark, String message) {
        Problem problem = new Problem(file, mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1, message);
        if (problems.size() < PROBLEMS_MAX && !problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
