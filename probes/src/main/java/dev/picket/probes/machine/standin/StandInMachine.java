package dev.picket.probes.machine.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.json.Json;
import java.time.Instant;

/// A Machine of the stand-in: nothing runs, it only counts as started from a moment on.
record StandInMachine(String id, String region, JsonNode config, Instant createdAt,
        MonotonicInstant startsAt, boolean everStarts) {

    boolean isStarted(MonotonicInstant now) {
        return everStarts && !now.isBefore(startsAt);
    }

    boolean hasMetadata(String key, String value) {
        return config.path("metadata").path(key).asText("").equals(value);
    }

    ObjectNode json(MonotonicInstant now) {
        String state = isStarted(now) ? "started" : "created";
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", id).put("name", "probe-" + id).put("state", state).put("region", region)
                .put("instance_id", "01" + id).put("private_ip", "fdaa:0:1::2")
                .put("created_at", createdAt.toString()).put("host_status", "ok");
        node.set("config", config);
        node.putArray("events").addObject().put("type", "launch").put("status", "created")
                .put("source", "user").put("timestamp", createdAt.toEpochMilli());
        return node;
    }
}
