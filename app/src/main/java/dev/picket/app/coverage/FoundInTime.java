package dev.picket.app.coverage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.detector.Detectability;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.topology.Topology;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// What would be found within a minute, for people and as JSON.
public record FoundInTime(List<Detectability.Found> all) {

    public FoundInTime {
        all = List.copyOf(all);
    }

    /// Of the settings, probed at the pace they ask for.
    public static FoundInTime of(Settings settings, Topology topology,
            DetectorSettings detector) {
        return new FoundInTime(Detectability.of(topology, detector,
                kind -> new Detectability.Pace(settings.probes().every(kind),
                        settings.probes().packets(kind))));
    }

    /// One line for each kind and signal that says from which rate on the components seen best and
    /// worst are found, and one for each component that is not found at all.
    public List<String> lines() {
        TreeMap<String, List<Detectability.Found>> groups = new TreeMap<>();
        all.forEach(found -> groups.computeIfAbsent(signal(found), _ -> new ArrayList<>())
                .add(found));
        List<String> lines = new ArrayList<>();
        groups.forEach((signal, found) -> {
            List<Detectability.Found> seen = found.stream()
                    .filter(one -> one.smallestRate().isPresent())
                    .sorted(Comparator.comparingDouble(one -> one.smallestRate().orElse(1)))
                    .toList();
            if (!seen.isEmpty()) {
                lines.add(signal + ": from " + percent(seen.getFirst()) + " on all paths of "
                        + seen.getFirst().component().label() + " to " + percent(seen.getLast())
                        + " of " + seen.getLast().component().label());
            }
            int unseen = found.size() - seen.size();
            if (unseen > 0) {
                lines.add(signal + ": " + unseen + " of " + found.size()
                        + " components not even when all is bad, such as "
                        + found.stream().filter(one -> one.smallestRate().isEmpty()).findFirst()
                                .orElseThrow().component().label());
            }
        });
        return lines;
    }

    /// Every component: `{"component":…,"kind":…,"signal":…,"direction":…,"paths":…,"rate":…}`;
    /// no rate where nothing is found.
    public ArrayNode json() {
        ArrayNode array = Json.mapper().createArrayNode();
        for (Detectability.Found found : all) {
            ObjectNode node = array.addObject();
            node.set("component", Json.mapper().valueToTree(found.component().on()));
            node.put("kind", found.kind().label()).put("signal", found.signal().label())
                    .put("direction", found.signal().direction()).put("paths", found.paths());
            found.smallestRate().ifPresent(rate -> node.put("rate", rate));
        }
        return array;
    }

    private static String signal(Detectability.Found found) {
        String direction = found.signal().direction();
        return found.kind().label() + " " + found.signal().label()
                + (direction.equals("both") ? "" : " " + direction);
    }

    private static String percent(Detectability.Found found) {
        return String.format(Locale.ROOT, "%.2g %%", 100 * found.smallestRate().orElse(1));
    }
}
