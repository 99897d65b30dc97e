package dev.picket.platform.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
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
    /// Asked for here: the reader of YAML itself does not keep to its limit.
    private static final int CHARACTERS_MAX = 4 * 1024 * 1024;
    private static final int ALIASES_MAX = 50;
    /// Maps and lists inside one another; reading goes as deep on the stack.
    private static final int DEPTH_MAX = 64;

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
        if (text.length() > CHARACTERS_MAX) {
            problem(Optional.empty(), "longer than " + CHARACTERS_MAX + " characters");
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true)
                .setMaxAliasesForCollections(ALIASES_MAX).build();
        try {
            Optional<Mark> tooDeep = tooDeep(settings, text);
            if (tooDeep.isPresent()) {
                problem(tooDeep, "nested too deeply; expected at most " + DEPTH_MAX
                        + " maps and lists inside one another");
                return Optional.empty();
            }
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                problem(Optional.empty(), "the file is empty; expected a map of settings");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            problem(e.getProblemMark(), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problem(Optional.empty(), "not YAML as it is read here: "
                    + Objects.requireNonNullElse(e.getMessage(), "no more is known"));
        }
        return Optional.empty();
    }

    /// Where the text goes deeper than composing it could: parsing alone takes no stack.
    private static Optional<Mark> tooDeep(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
                if (depth > DEPTH_MAX) {
                    return event.getStartMark();
                }
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
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
