package dev.picket.platform.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.picket.model.result.LossRate;
import dev.picket.model.result.PacketOutcomes;
import java.io.UncheckedIOException;

/// The JSON mapper of the model's messages: it reads back all it writes. A member of a sealed type
/// carries its kind in `type`; instants are ISO-8601 text with nanoseconds.
public final class Json {
    private static final ObjectMapper MAPPER = build();

    private Json() {}

    /// Tells with the packets the part that was lost and how sure that is; read, it is reckoned
    /// anew.
    private interface WithLoss {
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        LossRate loss();
    }

    /// The shared mapper; it must not be reconfigured.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /// `value` as JSON text on one line.
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + value.getClass(), e);
        }
    }

    /// The value of `type` that `text` holds; text of another shape is a programmer's error.
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not the JSON of a " + type.getSimpleName(), e);
        }
    }

    private static ObjectMapper build() {
        JsonMapper.Builder builder = JsonMapper.builder().addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        builder.addMixIn(PacketOutcomes.class, WithLoss.class);
        TypeNames.addTo(builder);
        return builder.build();
    }
}
