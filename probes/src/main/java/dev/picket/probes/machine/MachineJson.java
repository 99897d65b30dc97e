package dev.picket.probes.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.platform.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The JSON of the Machines API: what a probe sends and what it reads.
final class MachineJson {

    /// Every Machine a probe creates carries this key; the sweeper goes by it.
    static final String PROBE_KEY = "probe";
    static final String PROBE_VALUE = "picket";
    static final String RUN_KEY = "run";
    static final String VANTAGE_KEY = "vantage";
    /// A Machine whose prober dies removes itself after this.
    private static final String LIFE_SECONDS = "90";

    private MachineJson() {}

    /// A Machine that cannot leak: it sleeps, exits, and is destroyed by the service.
    static String createBody(MachineTarget target, String runId) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("region", target.region());
        body.put("skip_service_registration", true);
        ObjectNode config = body.putObject("config");
        config.put("image", target.place().image());
        config.put("auto_destroy", true);
        config.putObject("restart").put("policy", "no");
        config.putObject("init").putArray("exec").add("/bin/sleep").add(LIFE_SECONDS);
        config.putObject("guest").put("cpu_kind", "shared").put("cpus", 1).put("memory_mb", 256);
        config.putObject("metadata").put(PROBE_KEY, PROBE_VALUE).put(RUN_KEY, runId)
                .put(VANTAGE_KEY, target.vantage());
        return body.toString();
    }

    /// The Machine in an answer; empty where there is none in it.
    static Optional<Machine> machine(String body) {
        return tree(body).flatMap(MachineJson::read);
    }

    static List<Machine> machines(String body) {
        List<Machine> machines = new ArrayList<>();
        tree(body).ifPresent(
                list -> list.forEach(node -> read(node).ifPresent(machines::add)));
        return machines;
    }

    private static Optional<JsonNode> tree(String body) {
        try {
            return Optional.ofNullable(Json.mapper().readTree(body));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Optional<Machine> read(JsonNode node) {
        String id = node.path("id").asText("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Machine(id, node.path("instance_id").asText(""),
                        node.path("region").asText(""), node.path("state").asText(""),
                        instant(node.path("created_at").asText(""))));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }
}
