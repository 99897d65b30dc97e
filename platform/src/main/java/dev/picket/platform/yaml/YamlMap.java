package dev.picket.platform.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A map of a document. A key given twice is a problem; so is, once [#noOtherKeys] is called, a key
/// that nobody asked for.
public final class YamlMap {
    private final YamlDocument document;
    private final YamlValue self;
    private final Map<String, YamlValue> entries = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final boolean present;

    YamlMap(YamlDocument document, YamlValue self, Optional<MappingNode> node) {
        this.document = document;
        this.self = self;
        this.present = node.isPresent();
        node.ifPresent(mapping -> mapping.getValue().forEach(this::add));
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            document.problem(tuple.getKeyNode().getStartMark(),
                    self.place() + ": a key must be a text");
            return;
        }
        String name = key.getValue();
        String place = self.place().equals("the file") ? name : self.place() + "." + name;
        YamlValue value = new YamlValue(document, Optional.of(tuple.getValueNode()), place);
        if (entries.putIfAbsent(name, value) != null) {
            document.problem(key.getStartMark(), place + ": the key is given twice");
        }
        keys.putIfAbsent(name, key);
    }

    /// The map as a value, for problems about the whole of it.
    public YamlValue value() {
        return self;
    }

    /// The value of `key`; its absence is a problem.
    public YamlValue required(String key) {
        Optional<YamlValue> value = optional(key);
        if (value.isEmpty() && present) {
            self.problem("the key `" + key + "` is missing");
        }
        return value.orElseGet(
                () -> new YamlValue(document, Optional.empty(), self.place() + "." + key));
    }

    public Optional<YamlValue> optional(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    /// All entries in the order of the text, for maps whose keys are names of the writer's choice.
    public Map<String, YamlValue> entries() {
        asked.addAll(entries.keySet());
        return Collections.unmodifiableMap(entries);
    }

    /// Records a problem at the key `name`, rather than at its value.
    public void keyProblem(String name, String message) {
        document.problem(Optional.ofNullable(keys.get(name)).flatMap(Node::getStartMark),
                message);
    }

    /// Records every key that was not asked for, with the nearest one that could have been.
    public void noOtherKeys() {
        for (String name : entries.keySet()) {
            if (!asked.contains(name)) {
                keyProblem(name, "unknown key `" + name + "` in " + self.place()
                        + Nearest.hint(name, asked));
            }
        }
    }
}
