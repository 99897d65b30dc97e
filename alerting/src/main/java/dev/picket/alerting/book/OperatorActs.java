package dev.picket.alerting.book;

import dev.picket.model.finding.Culprit;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What operators did lately: it belongs to the incidents open at that time, and to those that open
/// within [#RECENT], which it may well have caused.
///
/// An act *mitigates* an incident when its words say that something was taken out of use and name
/// everything the culprit is made of: `disabled cogent@sin` for cogent in sin, `drained cogent` for
/// cogent anywhere. Asking for a form instead of words was refused: nobody fills it in at night.
final class OperatorActs {

    static final Duration RECENT = Duration.ofMinutes(30);
    static final int TEXT_CHARACTERS_MAX = 4_000;
    private static final int KEPT_MAX = 50;
    private static final Pattern OUT_OF_USE = Pattern.compile(
            "\\b(disabl|drain|shut|withdr|de-?pref|re-?rout|remov|block|stopp|isolat|fail(ed)? over"
                    + "|depool|took .* out)");

    private static final String PREFIX = "ACT-";

    private final Deque<IncidentEvent.Acted> recent = new ArrayDeque<>();
    private long lastNumber;

    /// An act as an event of its own.
    IncidentEvent of(OperatorCommand.Act act) {
        return new IncidentEvent.Acted(PREFIX + (lastNumber + 1), act.at(), act.by(), act.text());
    }

    /// Keeps an act for incidents that open soon after it.
    void fold(IncidentEvent.Acted act) {
        lastNumber = Math.max(lastNumber, IncidentIds.number(PREFIX, act.incidentId()));
        recent.addLast(act);
        if (recent.size() > KEPT_MAX) {
            recent.removeFirst();
        }
    }

    static boolean isWorthKeeping(OperatorCommand.Act act) {
        return !act.text().isBlank() && act.text().length() <= TEXT_CHARACTERS_MAX;
    }

    /// The acts of the time before an incident opened, as events of it.
    List<IncidentEvent> before(String incidentId, Instant opened) {
        return recent.stream().filter(act -> act.at().plus(RECENT).isAfter(opened))
                .<IncidentEvent>map(act -> new IncidentEvent.Operated(incidentId, act.at(),
                        act.by(), act.text(), false))
                .toList();
    }

    static IncidentEvent during(String incidentId, Culprit culprit, OperatorCommand.Act act,
            Instant now) {
        return new IncidentEvent.Operated(incidentId, now, act.by(), act.text(),
                mitigates(act.text(), culprit));
    }

    static boolean mitigates(String text, Culprit culprit) {
        String words = text.toLowerCase(Locale.ROOT);
        return OUT_OF_USE.matcher(words).find() && culprit.components().stream()
                .anyMatch(component -> names(component)
                        .allMatch(name -> isWord(name.toLowerCase(Locale.ROOT), words)));
    }

    private static Stream<String> names(Component component) {
        return component.on().entrySet().stream().map(Map.Entry::getValue)
                .flatMap(value -> value instanceof List<?> several
                        ? several.stream()
                        : Stream.of(value))
                .map(Object::toString);
    }

    private static boolean isWord(String name, String text) {
        return Pattern.compile("(?<![a-z0-9-])" + Pattern.quote(name) + "(?![a-z0-9-])")
                .matcher(text).find();
    }
}
