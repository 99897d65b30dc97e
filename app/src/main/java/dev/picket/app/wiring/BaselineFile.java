package dev.picket.app.wiring;

import dev.picket.detector.DetectorMemory;
import dev.picket.platform.json.Json;
import dev.picket.platform.storage.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What the detector has learnt, in a file beside the database, so that a restart does not learn
/// for a day again.
final class BaselineFile {

    /// How often the file is written while the process runs.
    static final Duration SAVE_EVERY = Duration.ofMinutes(5);
    /// The detector forgets over this time itself; what is older says nothing of today.
    static final Duration AGE_MAX = Duration.ofDays(14);

    private static final Duration SAVE_AFTER_MIN = Duration.ofSeconds(1);

    private final Path file;

    BaselineFile(Path database) {
        this.file = database.resolveSibling(database.getFileName() + ".baseline");
    }

    /// How long until the file is written again by a detector that has learnt for `learnt`. The
    /// warm-up is saved as soon as it is over: a process killed in its first incident would learn
    /// anew, and what it learnt would be the fault.
    static Duration saveAfter(Duration warmUp, Duration learnt) {
        Duration left = warmUp.minus(learnt);
        if (!left.isPositive() || left.compareTo(SAVE_EVERY) > 0) {
            return SAVE_EVERY;
        }
        return left.compareTo(SAVE_AFTER_MIN) < 0 ? SAVE_AFTER_MIN : left;
    }

    /// The file's content.
    ///
    /// @param savedAt wall time of the last tally learnt, about
    record Saved(Instant savedAt, DetectorMemory memory) {
        Saved {
            Objects.requireNonNull(savedAt, "savedAt");
            Objects.requireNonNull(memory, "memory");
        }
    }

    /// What was saved; empty where nothing was, or it is too old or unreadable: learning anew is
    /// right then.
    Optional<Saved> read(Instant now) {
        try {
            Saved saved = Json.read(Files.readString(file, StandardCharsets.UTF_8), Saved.class);
            Duration age = Duration.between(saved.savedAt(), now);
            return age.compareTo(AGE_MAX) > 0 || age.compareTo(AGE_MAX.negated()) < 0
                    ? Optional.empty()
                    : Optional.of(saved);
        } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    void save(DetectorMemory memory, Instant now) throws IOException {
        WholeFile.replace(file,
                Json.write(new Saved(now, memory)).getBytes(StandardCharsets.UTF_8));
    }
}
