package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import java.util.List;

/// The list of commands, in the order help shows them.
final class Commands {

    private Commands() {}

    static List<Object> all(Terminal terminal) {
        return List.of(new DemoCommand(terminal), new RunCommand(terminal),
                new ProbeCommand(terminal), new ReflectCommand(terminal),
                new ConfigCommand(terminal), new IncidentsCommand(terminal),
                new EventCommand(terminal), new AcceptCommand(terminal),
                new SimulateCommand(terminal), new BacktestCommand(terminal),
                new ScorecardCommand(terminal), new DashboardsCommand(terminal),
                new RehearseCommand(terminal), new BenchCommand(terminal));
    }
}
