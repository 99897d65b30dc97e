package dev.picket.platform.yaml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Where secrets come from: the environment and files, never the settings file itself.
public interface SecretSource {
    /// The environment variable `name`.
    Optional<String> environment(String name);

    /// The text of the file at `path`, without the line ends around it.
    Optional<String> file(String path);

    /// No secrets at all.
    static SecretSource none() {
        return new SecretSource() {
            @Override
            public Optional<String> environment(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<String> file(String path) {
                return Optional.empty();
            }
        };
    }

    /// This process's environment, and files relative to `folder`.
    static SecretSource system(Path folder) {
        return new SecretSource() {
            private static final long FILE_BYTES_MAX = 65_536;

            @Override
            public Optional<String> environment(String name) {
                return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
            }

            @Override
            public Optional<String> file(String path) {
                try {
                    Path file = folder.resolve(path);
                    return Files.size(file) > FILE_BYTES_MAX
                            ? Optional.empty()
                            : Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                                    .filter(text -> !text.isEmpty());
                } catch (IOException | InvalidPathException _) {
                    return Optional.empty();
                }
            }
        };
    }
}
