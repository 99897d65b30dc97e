package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.dashboards.grafana.DashboardExport;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Commands about dashboards.
@Command(name = "dashboards", mixinStandardHelpOptions = true, //
        description = "Grafana dashboards: picket dashboards export DIR.")
final class DashboardsCommand {

    private final Terminal terminal;

    DashboardsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// `dashboards export DIR`
    @Command(name = "export", mixinStandardHelpOptions = true, //
            description = "Writes Grafana dashboards, provisioning and Prometheus rules.")
    int export(@Parameters(paramLabel = "DIR", //
            description = "The folder, made where it does not exist.") Path folder) {
        try {
            DashboardExport.writeTo(folder).forEach(file -> terminal.line(file.toString()));
            return ExitCode.GOOD;
        } catch (IOException _) {
            terminal.aside("picket: cannot write into " + folder
                    + "; it must be a folder that this user may write to");
            return ExitCode.COULD_NOT_TELL;
        }
    }
}
