package dev.picket.dashboards.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an operator did, as it came in by HTTP.
record OperatorAct(String by, String text) {

    static final int NAME_LENGTH_MAX = 80;
    static final int TEXT_LENGTH_MAX = 4_000;

    /// The act that a body of this media type holds; empty where it holds none.
    static Optional<OperatorAct> read(@Nullable String mediaType, @Nullable String body) {
        if (mediaType == null || body == null
                || !mediaType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Optional.empty();
        }
        try {
            JsonNode document = Json.mapper().readTree(body);
            String by = document.path("by").asText().strip();
            String text = document.path("text").asText().strip();
            return fits(by, NAME_LENGTH_MAX) && fits(text, TEXT_LENGTH_MAX)
                    ? Optional.of(new OperatorAct(by, text))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// Who speaks, in a body that needs to say no more; empty where it doesn't.
    static Optional<String> readBy(@Nullable String mediaType, @Nullable String body) {
        if (mediaType == null || body == null
                || !mediaType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readTree(body).path("by").asText().strip())
                    .filter(by -> fits(by, NAME_LENGTH_MAX));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static boolean fits(String words, int lengthMax) {
        return !words.isEmpty() && words.length() <= lengthMax;
    }
}
