package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about configuration files.
@Command(name = "config", description = "Checks configuration files.", mixinStandardHelpOptions = true)
final class ConfigCommand {

    private final Terminal terminal;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// `config check FILE`
    @Command(name = "check", description = "Lists every problem at once, then what is watched.", mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json") boolean json) {
        terminal.line(file.toString() + json);
        return ExitCode.GOOD;
    }
}
