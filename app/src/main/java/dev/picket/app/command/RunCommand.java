package dev.picket.app.command;

import dev.picket.app.terminal.IncidentLines;
import dev.picket.app.terminal.LineQueue;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.tracing.PathTracing;
import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.FirstReply;
import dev.picket.app.wiring.Installation;
import dev.picket.app.wiring.Probing;
import dev.picket.app.wiring.Watch;
import dev.picket.app.wiring.WatchPlan;
import dev.picket.model.failure.FailureText;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Topology;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.SeenVia;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.time.SystemClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
        FirstReply firstReply = new FirstReply(clock, after -> aside(lines,
                "first probe reply after " + FailureText.duration(after.toNanos())));
        Optional<PathTracing> tracing = tracing(settings);
        try {
            while (!until.isAsked()) {
                watch(settings, tracing, firstReply, until, lines);
            }
        } finally {
            tracing.ifPresent(PathTracing::close);
        }
        return ExitCode.GOOD;
    }

    private Optional<PathTracing> tracing(Settings settings) throws CannotStart {
        try {
            return PathTracing.start(settings, clock);
        } catch (IllegalArgumentException e) {
            throw CannotStart.settings("tracing: " + e.getMessage());
        }
    }

    /// Watches until the end is asked for, or traces have shown that paths cross other providers
    /// than the detector was told. It cannot be told while it watches: what it knows of a component
    /// is of the paths through it. So it begins again with its baseline, but not while an incident
    /// is open, and at most once in the interval of the traces.
    private void watch(Settings settings, Optional<PathTracing> tracing, FirstReply firstReply,
            Until until, LineQueue lines) throws CannotStart {
        Topology topology = settings
                .topology(tracing.map(PathTracing::seen).orElse(SeenVia.NONE));
        try (Installation.Running running = Installation
                .start(watch(settings, topology, lines), firstReply);
                Probing probing = Probing.start(settings, clock,
                        tracing.map(traces -> traces.watching(running.input()))
                                .orElse(running.input()))) {
            running.closerLook(probing::lookCloser);
            tracing.ifPresent(traces -> running.export(traces.changes()));
            tracing.ifPresent(traces -> traces.tell(text -> running.alerting()
                    .command(new OperatorCommand.Act(clock.wall(), "picket", text))));
            aside(lines, "watching " + topology.routes().size() + " paths; stamps "
                    + probing.stampsLabel() + "; pages at " + running.pages());
            aside(lines, running.learning());
            while (!until.stoppedWithin(settings.tracing().every())) {
                long differing = tracing.map(
                        traces -> differing(topology, settings.topology(traces.seen()))).orElse(0L);
                if (differing > 0 && running.alerting().openIncidents().isEmpty()) {
                    aside(lines, beginsAgain(differing));
                    return;
                }
            }
            aside(lines, "stopping");
        } finally {
            tracing.ifPresent(PathTracing::hold);
        }
    }

    static String beginsAgain(long differing) {
        return differing + (differing == 1 ? " path crosses" : " paths cross")
                + " other providers than was known; the detector begins again with what it has "
                + "learnt";
    }

    private static long differing(Topology known, Topology seen) {
        return IntStream.range(0, known.routes().size())
                .filter(path -> !known.routes().get(path).equals(seen.routes().get(path)))
                .count();
    }

    private void aside(LineQueue lines, String text) {
        if (json) {
            terminal.aside(text);
        } else {
            lines.line(text);
        }
    }

    private Watch watch(Settings settings, Topology topology, LineQueue lines) {
        Consumer<IncidentEvent> events = event -> lines.line(json
                ? Json.write(event)
                : terminal.toned(IncidentLines.tone(event), IncidentLines.of(event)));
        return WatchPlan.of(settings, topology, false, events, clock);
    }
}
