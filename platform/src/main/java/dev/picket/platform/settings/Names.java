package dev.picket.platform.settings;

import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The declared names of one noun, and the checks that others refer to them rightly.
record Names(String noun, Set<String> declared) {
    /// The separators of component and path keys (`: @ + | > /`) cannot stand in a name.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    Names {
        declared = Set.copyOf(declared);
    }

    /// The names that `map` declares as its keys, each checked for its form.
    static Names declaredBy(String noun, YamlMap map) {
        for (String name : map.entries().keySet()) {
            if (!NAME.matcher(name).matches()) {
                map.keyProblem(name, "the " + noun + " name `" + name
                        + "` must be letters, digits, `.`, `_` or `-`, at most 63");
            }
        }
        return new Names(noun, map.entries().keySet());
    }

    /// The text of `value`, which must be one of the declared names.
    String reference(YamlValue value) {
        String name = value.string();
        if (!name.isEmpty() && !declared.contains(name)) {
            value.problem(unknown(name));
        }
        return name;
    }

    /// The texts of the list `value`, each of which must be one of the declared names.
    List<String> references(YamlValue value) {
        return value.list().stream().map(this::reference).toList();
    }

    String unknown(String name) {
        return "unknown " + noun + " `" + name + "`" + Nearest.hint(name, declared);
    }
}
