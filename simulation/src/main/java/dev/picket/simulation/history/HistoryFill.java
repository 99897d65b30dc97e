package dev.picket.simulation.history;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.platform.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/// Two weeks of incidents before `now`, all of [dev.picket.model.incident.Origin#SIMULATED], oldest
/// first, to be written into an empty incident log.
///
/// They were made by the simulation and are shipped as it gave them, because making them anew takes
/// longer than a start may; a test makes one again and compares. The last one is over a day old, so
/// none of them is still warm.
public final class HistoryFill {

    static final String RESOURCE = "history.jsonl";
    private static final Pattern INSTANT = Pattern
            .compile("\"(2024-06-[0-9]{2}T[0-9:.]{8,18}Z)\"");

    private HistoryFill() {}

    /// The events, moved so that the two weeks end at the last full hour before `now`.
    public static List<IncidentEvent> before(Instant now) {
        Duration shift = Duration.between(HistoryScript.END, now.truncatedTo(ChronoUnit.HOURS));
        return shippedLines().stream()
                .map(line -> Json.read(shifted(line, shift), IncidentEvent.class)).toList();
    }

    static List<String> shippedLines() {
        try (InputStream stream = HistoryFill.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static String shifted(String line, Duration shift) {
        return INSTANT.matcher(line).replaceAll(
                found -> "\"" + Instant.parse(found.group(1)).plus(shift) + "\"");
    }
}
