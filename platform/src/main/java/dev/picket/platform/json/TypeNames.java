package dev.picket.platform.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.result.Outcome;
import dev.picket.model.topology.Component;
import java.util.List;

/// The `type` names of the model's sealed types: a member's simple name with a small first letter,
/// such as `pageAttempted`. They are stored in the event log, so a record there is never renamed.
final class TypeNames {
    private static final List<Class<?>> SEALED = List.of(IncidentEvent.class, Finding.class,
            OperatorCommand.class, Culprit.class, Component.class, Outcome.class);

    private TypeNames() {}

    static void addTo(JsonMapper.Builder builder) {
        for (Class<?> sealed : SEALED) {
            builder.addMixIn(sealed, Typed.class);
            for (Class<?> member : sealed.getPermittedSubclasses()) {
                builder.registerSubtypes(new NamedType(member, nameOf(member)));
            }
        }
    }

    private static String nameOf(Class<?> member) {
        String name = member.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}
}
