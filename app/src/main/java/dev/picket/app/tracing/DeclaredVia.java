package dev.picket.app.tracing;

import dev.picket.model.topology.Path;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.VantageSettings;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The chains of providers that the settings declare, beside those that traces see. Of each path it
/// is said once that they differ.
///
/// What a trace cannot show contradicts nothing: providers without an ASN or without a prefix in
/// the table, the vantage's own access networks, which are declared with the vantage, and, where a
/// router kept silent, whatever is missing.
final class DeclaredVia {

    private final HopNetworks networks;
    /// By path of which nothing was said.
    private final Map<Path, Declared> untold = new HashMap<>();

    /// What the settings say of a path: its chain, and the networks its vantage is behind.
    record Declared(List<String> chain, List<String> access) {}

    /// Two chains of one path.
    record Difference(List<String> declared, List<String> seen) {}

    DeclaredVia(HopNetworks networks, Map<Path, Declared> declared) {
        this.networks = networks;
        this.untold.putAll(declared);
    }

    /// Those of `settings` on `ways`.
    static DeclaredVia of(Settings settings, List<TracedPath> ways, HopNetworks networks) {
        Map<Path, Declared> declared = new HashMap<>();
        for (TracedPath way : ways) {
            VantageSettings vantage = way.vantage();
            for (Path path : way.paths()) {
                TargetSettings target = settings.targets().get(path.target());
                List<String> chain = target == null
                        ? List.of()
                        : target.via().from(vantage.name());
                if (!chain.isEmpty()) {
                    declared.put(path, new Declared(chain, vantage.vantage().access()));
                }
            }
        }
        return new DeclaredVia(networks, declared);
    }

    /// Takes the chain that traces of a path agree on.
    ///
    /// @param whole whether no router kept silent
    /// @return the difference that is to be told
    Optional<Difference> observe(Path path, List<String> chain, boolean whole) {
        Declared declared = untold.get(path);
        if (declared == null) {
            return Optional.empty();
        }
        List<String> seen = without(declared.access, chain);
        List<String> visible = networks.visible(without(declared.access, declared.chain));
        boolean agrees = whole ? seen.equals(visible) : isPart(seen, visible);
        if (seen.isEmpty() || agrees) {
            return Optional.empty();
        }
        untold.remove(path);
        return Optional.of(new Difference(declared.chain, seen));
    }

    private static List<String> without(List<String> access, List<String> chain) {
        return chain.stream().filter(provider -> !access.contains(provider)).toList();
    }

    /// Whether `seen` is `whole` with some of it missing.
    private static boolean isPart(List<String> seen, List<String> whole) {
        Iterator<String> left = seen.iterator();
        String next = left.hasNext() ? left.next() : "";
        for (String provider : whole) {
            if (provider.equals(next)) {
                if (!left.hasNext()) {
                    return true;
                }
                next = left.next();
            }
        }
        return seen.isEmpty();
    }
}
