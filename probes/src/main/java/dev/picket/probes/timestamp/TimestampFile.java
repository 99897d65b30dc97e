package dev.picket.probes.timestamp;

import dev.picket.platform.storage.WholeFile;
import dev.picket.probes.wireguard.PublicKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The timestamp keepers of a process, remembered in a file over a restart. Without it a clock that
/// was stepped back while the prober was down would make every gateway silent until the old time
/// is reached again.
///
/// The file has one line per key, `public key, space, greatest timestamp`. It is written by
/// [#save], which its owner calls every [#SAVE_EVERY]; what was sent since the last save is made up
/// for by reading each timestamp as that much later. Thread-safe.
public final class TimestampFile {

    /// How often the owner saves, at least.
    public static final Duration SAVE_EVERY = Duration.ofSeconds(10);
    /// What may have been sent after the last save, with as much again to spare.
    private static final Duration UNSAVED_MAX = SAVE_EVERY.multipliedBy(2);
    /// Keys one file holds; those beyond start anew.
    private static final int KEYS_MAX = 100_000;

    private final Path file;
    private final Map<String, Instant> read;
    private final Map<String, TimestampKeeper> keepers = new TreeMap<>();

    private TimestampFile(Path file, Map<String, Instant> read) {
        this.file = file;
        this.read = read;
    }

    /// Reads the file, if it exists. Lines that are none of ours are passed over: a keeper that
    /// starts anew is no worse than having no file.
    public static TimestampFile open(Path file) throws IOException {
        Map<String, Instant> read = new TreeMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            lines = List.of();
        }
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space > 0 && read.size() < KEYS_MAX) {
                instant(line.substring(space + 1))
                        .ifPresent(greatest -> read.put(line.substring(0, space), greatest));
            }
        }
        return new TimestampFile(file, read);
    }

    /// The one keeper of the key pair with this public half.
    public synchronized TimestampKeeper keeper(PublicKey own) {
        return keepers.computeIfAbsent(own.toString(),
                key -> Optional.ofNullable(read.get(key))
                        .map(greatest -> new TimestampKeeper(greatest.plus(UNSAVED_MAX)))
                        .orElseGet(TimestampKeeper::new));
    }

    /// The greatest timestamp that was on record under this key when the file was read.
    public Optional<Instant> recorded(PublicKey own) {
        return Optional.ofNullable(read.get(own.toString()));
    }

    /// Writes all timestamps, readable by the file's owner only.
    public synchronized void save() throws IOException {
        Map<String, Instant> all = new TreeMap<>(read);
        keepers.forEach((key, keeper) -> all.put(key, keeper.greatest()));
        StringBuilder lines = new StringBuilder();
        all.forEach((key, greatest) -> lines.append(key).append(' ').append(greatest)
                .append('\n'));
        WholeFile.replaceForOwner(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
