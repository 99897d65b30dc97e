package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.SettingsReader;
import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Settings for commands that need good ones: their problems are said and nothing is given.
final class GoodSettings {

    private GoodSettings() {}

    static Optional<Settings> read(Path file, Terminal terminal) {
        return switch (SettingsReader.read(file)) {
            case Reading.Valid(Settings settings) -> Optional.of(settings);
            case Reading.Invalid(List<Problem> problems) -> {
                problems.forEach(problem -> terminal.aside(problem.text()));
                terminal.aside("picket: " + problems.size()
                        + (problems.size() == 1 ? " problem" : " problems")
                        + " in the configuration; nothing was started");
                yield Optional.empty();
            }
        };
    }
}
