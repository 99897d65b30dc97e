package dev.picket.app.tracing;

import dev.picket.probes.path.AsnTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The operator's prefix table, in a file.
public final class AsnPrefixes {

    private AsnPrefixes() {}

    /// Reads the table.
    ///
    /// @throws IllegalArgumentException with what is wrong with it, for people
    public static AsnTable read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return switch (AsnTable.read(lines.toList())) {
                case AsnTable.Reading.Valid(AsnTable table) -> table;
                case AsnTable.Reading.Invalid(List<String> problems) ->
                    throw new IllegalArgumentException(
                            file + ": " + String.join("\n  ", problems));
            };
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("cannot read " + file
                    + "; expected lines such as `203.0.113.0/24 64500`", e);
        }
    }
}
