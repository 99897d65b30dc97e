package dev.picket.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.app.coverage.Coverage;
import dev.picket.app.coverage.FoundInTime;
import dev.picket.app.coverage.LocalLimits;
import dev.picket.app.terminal.ResultLines;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.terminal.Terminal.Tone;
import dev.picket.app.tracing.AsnPrefixes;
import dev.picket.app.tracing.PathTracing;
import dev.picket.app.wiring.WatchPlan;
import dev.picket.detector.Detectability;
import dev.picket.detector.DetectorSettings;
import dev.picket.detector.Identifiability;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.SeenVia;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.SettingsReader;
import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about configuration files.
@Command(name = "config", mixinStandardHelpOptions = true, //
        description = "Checks a configuration file: picket config check FILE.")
final class ConfigCommand {

    private final Terminal terminal;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// `config check FILE`: every problem at once, else what the file watches. Starts nothing.
    @Command(name = "check", mixinStandardHelpOptions = true, //
            description = "Lists every problem at once, else what is watched and what is not.")
    int check(
            @Parameters(paramLabel = "FILE", description = "The configuration.") Path file,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        return switch (SettingsReader.read(file)) {
            case Reading.Invalid(List<Problem> problems) -> {
                invalid(file, problems, json);
                yield ExitCode.USAGE;
            }
            case Reading.Valid(Settings settings) -> {
                List<Problem> problems = prefixTable(file, settings);
                if (problems.isEmpty()) {
                    valid(file, settings, json);
                    yield ExitCode.GOOD;
                }
                invalid(file, problems, json);
                yield ExitCode.USAGE;
            }
        };
    }

    private static List<Problem> prefixTable(Path file, Settings settings) {
        try {
            settings.tracing().asnPrefixes().ifPresent(AsnPrefixes::read);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(new Problem(file.toString(), 1, 1,
                    "tracing.asnPrefixes: " + e.getMessage()));
        }
    }

    private void invalid(Path file, List<Problem> problems, boolean json) {
        if (json) {
            ObjectNode document = Json.mapper().createObjectNode();
            document.put("file", file.toString()).put("good", false);
            document.set("problems", Json.mapper().valueToTree(problems));
            terminal.line(document.toString());
            return;
        }
        problems.forEach(problem -> terminal.aside(problem.text()));
        terminal.aside(terminal.toned(Tone.BAD, problems.size() == 1
                ? "1 problem; nothing was started"
                : problems.size() + " problems; nothing was started"));
    }

    private void valid(Path file, Settings settings, boolean json) {
        boolean traced = settings.tracing().asnPrefixes().isPresent();
        SeenVia seen = traced ? PathTracing.known(settings) : SeenVia.NONE;
        Topology topology = settings.topology(seen);
        Coverage coverage = Coverage.of(topology);
        List<String> limits = LocalLimits.lines(settings.datagrams().receiveBufferBytes());
        DetectorSettings detector = WatchPlan.detector(settings);
        FoundInTime found = FoundInTime.of(settings, topology, detector);
        if (json) {
            ObjectNode document = document(file, coverage, limits);
            document.set("foundWithin60Seconds", found.json());
            terminal.line(document.toString());
            return;
        }
        terminal.line(terminal.toned(Tone.GOOD, "good: ") + coverage.paths() + " paths from "
                + settings.vantages().size() + " vantages to " + settings.targets().size()
                + " targets");
        for (ProbeKind kind : ProbeKind.values()) {
            int paths = coverage.pathsByKind().getOrDefault(kind, 0);
            if (paths > 0) {
                terminal.line("  " + kind.label() + ": " + paths + " paths, a round every "
                        + settings.probes().every(kind).toMillis() / 1000.0 + " s");
            }
        }
        if (traced) {
            terminal.line("  traced every "
                    + ResultLines.duration(settings.tracing().every()) + "; traces have seen the "
                    + "providers of " + seen.chains().size() + " paths");
        }
        block("not watched", coverage.notWatched().stream());
        block("no probe separates",
                coverage.inseparable().stream().map(ConfigCommand::labels));
        if (!coverage.inseparable().isEmpty()) {
            terminal.line("  two vantages elsewhere, two providers and two hosts a region tell "
                    + "most of these apart");
        }
        block("paths on one side only, into the region or out of it, which no probe separates "
                + "from both", coverage.oneSided().stream().map(Component::label));
        block("added bad rate found within 60 s, nine times in ten", found.lines().stream());
        block("false alarms allowed, " + detector.falsePagesPerYear() + " a year",
                Detectability.budget().entrySet().stream()
                        .map(part -> Math.round(100 * part.getValue()) + " % " + part.getKey()));
        block("this machine", limits.stream());
        if (settings.pages().equals(Settings.Pages.NONE)) {
            terminal.line("pages: nobody is paged, `pages` names no receiver");
        }
    }

    private void block(String title, Stream<String> lines) {
        List<String> list = lines.toList();
        if (!list.isEmpty()) {
            terminal.line(title + ":");
            list.forEach(line -> terminal.line("  " + line));
        }
    }

    private static String labels(Identifiability.Group group) {
        return group.kind().label() + ": " + group.components().stream().map(Component::label)
                .collect(Collectors.joining(" / "));
    }

    private static ObjectNode document(Path file, Coverage coverage, List<String> limits) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("file", file.toString()).put("good", true);
        document.putArray("problems");
        ObjectNode paths = document.putObject("paths");
        for (ProbeKind kind : ProbeKind.values()) {
            paths.put(kind.label(), coverage.pathsByKind().getOrDefault(kind, 0));
        }
        document.set("notWatched", Json.mapper().valueToTree(coverage.notWatched()));
        ArrayNode inseparable = document.putArray("inseparable");
        for (Identifiability.Group group : coverage.inseparable()) {
            inseparable.addObject().put("kind", group.kind().label()).set("components",
                    Json.mapper().valueToTree(
                            group.components().stream().map(Component::on).toList()));
        }
        document.set("oneSided", Json.mapper()
                .valueToTree(coverage.oneSided().stream().map(Component::on).toList()));
        document.set("limits", Json.mapper().valueToTree(limits));
        return document;
    }
}
