package dev.picket.app.tracing;

import dev.picket.platform.json.Json;
import dev.picket.platform.settings.SeenVia;
import dev.picket.platform.storage.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What traces have seen, in a file beside the database, so that a restart knows it at once.
final class SeenViaFile {

    private final Path file;

    SeenViaFile(Path database) {
        this.file = database.resolveSibling(database.getFileName() + ".via");
    }

    /// What was saved, but chains with providers that are not `declared` any more; nothing where
    /// the file is missing or unreadable: traces find it out again.
    SeenVia read(Set<String> declared) {
        try {
            SeenVia saved = Json.read(Files.readString(file, StandardCharsets.UTF_8),
                    SeenVia.class);
            Map<String, List<String>> chains = new TreeMap<>(saved.chains());
            chains.values().removeIf(chain -> !declared.containsAll(chain));
            return new SeenVia(chains);
        } catch (IOException | UncheckedIOException | IllegalArgumentException
                | NullPointerException _) {
            return SeenVia.NONE;
        }
    }

    void save(SeenVia seen) throws IOException {
        WholeFile.replace(file, Json.write(seen).getBytes(StandardCharsets.UTF_8));
    }
}
