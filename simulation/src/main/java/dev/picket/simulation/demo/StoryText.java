package dev.picket.simulation.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.platform.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The story's lines and verdict as text for people and as JSON for programs.
public final class StoryText {

    private StoryText() {}

    /// `line` as one JSON object; `at` is seconds since the start.
    public static ObjectNode json(StoryLine line) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("at", line.at().toMillis() / 1000.0).put("kind", line.kind().label());
        line.fault().ifPresent(fault -> node.put("fault", fault));
        return node.put("text", line.text());
    }

    /// `verdict` as one JSON object of kind `verdict`; delays are seconds.
    public static ObjectNode json(StoryVerdict verdict) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("kind", "verdict").put("held", verdict.held());
        ArrayNode faults = node.putArray("faults");
        for (StoryVerdict.FaultVerdict fault : verdict.faults()) {
            ObjectNode entry = faults.addObject().put("fault", fault.fault());
            fault.incident().ifPresent(id -> entry.put("incident", id));
            fault.culprit().ifPresent(label -> entry.put("culprit", label));
            put(entry, "openedAfter", fault.opened());
            put(entry, "pagedAfter", fault.paged());
            put(entry, "resolvedAfterItsEnd", fault.resolved());
            entry.put("held", fault.held());
            fault.broken().forEach(entry.withArray("broken")::add);
        }
        verdict.unexpected().forEach(node.withArray("unexpected")::add);
        return node;
    }

    /// `verdict` for people.
    public static List<String> lines(StoryVerdict verdict) {
        List<String> lines = new ArrayList<>();
        for (StoryVerdict.FaultVerdict fault : verdict.faults()) {
            lines.add((fault.held() ? "HELD    " : "BROKEN  ") + fault.fault() + ": "
                    + fault.incident().orElse("no incident")
                    + fault.culprit().map(label -> " blames " + label).orElse("")
                    + said(", opened after ", fault.opened())
                    + said(", paged after ", fault.paged())
                    + said(", resolved after its end by ", fault.resolved()));
            fault.broken().forEach(broken -> lines.add("        - " + broken));
        }
        verdict.unexpected().forEach(text -> lines.add("BROKEN  " + text));
        return lines;
    }

    private static void put(ObjectNode node, String key, Optional<Duration> duration) {
        duration.ifPresent(value -> node.put(key, value.toMillis() / 1000.0));
    }

    private static String said(String words, Optional<Duration> duration) {
        return duration.map(value -> words
                + String.format(Locale.ROOT, "%.1f s", value.toMillis() / 1000.0)).orElse("");
    }
}
