package dev.picket.app.command;

import dev.picket.app.terminal.IncidentLines;
import dev.picket.app.terminal.LineQueue;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.FirstReply;
import dev.picket.app.wiring.Installation;
import dev.picket.app.wiring.Probing;
import dev.picket.app.wiring.Watch;
import dev.picket.app.wiring.WatchPlan;
import dev.picket.model.failure.FailureText;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Topology;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.time.SystemClock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `run`: everything in one process against real targets, until it is told to stop.
@Command(name = "run", mixinStandardHelpOptions = true, //
        description = "Watches the targets of a configuration until stopped.")
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock = SystemClock.system();

    @Option(names = {"-c", "--config"}, required = true, paramLabel = "FILE", //
            description = "The configuration.")
    private Path file = Path.of("picket.yaml");

    @Option(names = "--json", description = "Incident events as JSON lines.")
    private boolean json;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return GoodSettings.read(file, terminal).map(this::run).orElse(ExitCode.USAGE);
    }

    private int run(Settings settings) {
        try (Until until = new Until(); LineQueue lines = LineQueue.start(terminal::line)) {
            return run(settings, until, lines);
        } catch (CannotStart e) {
            terminal.aside("picket: " + e.sentence());
            return e.settingsAtFault() ? ExitCode.USAGE : ExitCode.COULD_NOT_TELL;
        }
    }

    private int run(Settings settings, Until until, LineQueue lines) throws CannotStart {
        Topology topology = settings.topology();
        FirstReply firstReply = new FirstReply(clock, after -> aside(lines,
                "first probe reply after " + FailureText.duration(after.toNanos())));
        try (Installation.Running running = Installation
                .start(watch(settings, lines), firstReply);
                Probing probing = Probing.start(settings, clock, running.input())) {
            running.closerLook(probing::lookCloser);
            aside(lines, "watching " + topology.routes().size() + " paths; stamps "
                    + probing.stampsLabel() + "; pages at " + running.pages());
            aside(lines, running.learning());
            until.stopped();
            aside(lines, "stopping");
        }
        return ExitCode.GOOD;
    }

    private void aside(LineQueue lines, String text) {
        if (json) {
            terminal.aside(text);
        } else {
            lines.line(text);
        }
    }

    private Watch watch(Settings settings, LineQueue lines) {
        Consumer<IncidentEvent> events = event -> lines.line(json
                ? Json.write(event)
                : terminal.toned(IncidentLines.tone(event), IncidentLines.of(event)));
        return WatchPlan.of(settings, false, events, clock);
    }
}
