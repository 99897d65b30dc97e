package dev.picket.simulation.scorecard.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A file of stretches, one JSON line each, appended as they end. Files of different seeds are
/// joined by putting one behind the other. A line that a killed process left unfinished is cut off.
public final class StretchFile {

    private final Path path;

    private StretchFile(Path path) {
        this.path = path;
    }

    /// What a file turned out to be.
    public sealed interface Reading {
        /// Stretches, and where more of them go.
        record Good(StretchFile file, List<Stretch> stretches) implements Reading {
            public Good {
                stretches = List.copyOf(stretches);
            }
        }

        /// Not a file of stretches.
        record Bad(String problem) implements Reading {}
    }

    /// Reads a file; one that is not there yet holds nothing.
    public static Reading read(Path path) {
        try {
            String text = Files.exists(path) ? Files.readString(path) : "";
            int whole = text.lastIndexOf('\n') + 1;
            List<Stretch> stretches = new ArrayList<>();
            int line = 0;
            for (String one : text.substring(0, whole).lines().toList()) {
                line++;
                try {
                    stretches.add(Json.mapper().readValue(one, Stretch.class));
                } catch (JsonProcessingException | NullPointerException e) {
                    return new Reading.Bad(path + ":" + line + ": not a stretch of a campaign");
                }
            }
            if (whole < text.length()) {
                Files.writeString(path, text.substring(0, whole));
            }
            return new Reading.Good(new StretchFile(path), stretches);
        } catch (IOException e) {
            return new Reading.Bad("cannot read " + path + ": " + e.getMessage());
        }
    }

    /// Appends a stretch with one write.
    public void append(Stretch stretch) {
        try {
            Files.write(path, (Json.write(stretch) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
