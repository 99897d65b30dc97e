package dev.picket.app.command;

import dev.picket.app.terminal.ResultLines;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.wiring.CannotStart;
import dev.picket.app.wiring.OneProbe;
import dev.picket.app.wiring.PathPlans;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.time.SystemClock;
import dev.picket.platform.yaml.Nearest;
import dev.picket.probes.silence.Explanation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `probe`: one probe now, through the same code as a scheduled one.
@Command(name = "probe", mixinStandardHelpOptions = true, //
        description = "Runs one probe now and says what it saw.")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class ProbeCommand implements Callable<Integer> {

    private static final Map<String, ProbeKind> KINDS = Map.of("stamp", ProbeKind.STAMP,
            "icmp", ProbeKind.ICMP, "wireguard", ProbeKind.WIREGUARD, //
            "machine", ProbeKind.MACHINE_CREATE, //
            "tcp", ProbeKind.TCP, "http", ProbeKind.HTTP, "dns", ProbeKind.DNS);

    private static final String PATH = "path";

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "KIND", //
            description = "stamp, icmp, path, wireguard, tcp, http, dns or machine.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "TARGET", //
            description = "A target of the configuration, or an address with the kind's port.")
    private String target = "";

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", //
            description = "The configuration that names the target.")
    private Optional<java.nio.file.Path> file = Optional.empty();

    @Option(names = "--from", paramLabel = "VANTAGE", //
            description = "The vantage to probe from; the first one where not given.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--json", description = "The probe's record as one JSON document.")
    private boolean json;

    @Mixin
    private final AdHocTarget adHoc = new AdHocTarget();

    @Mixin
    private final PathProbe path = new PathProbe();

    ProbeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (PATH.equals(kind)) {
            return path();
        }
        ProbeKind wanted = KINDS.get(kind);
        if (wanted == null) {
            Set<String> known = new TreeSet<>(KINDS.keySet());
            known.add(PATH);
            return usage("there is no probe kind '" + kind + "'" + Nearest.hint(kind, known));
        }
        Optional<Settings> settings;
        if (file.isPresent()) {
            settings = GoodSettings.read(file.get(), terminal);
            if (settings.isEmpty()) {
                return ExitCode.USAGE;
            }
        } else {
            switch (adHoc.settings(wanted, target)) {
                case AdHocTarget.Reading.Valid(Settings made) -> settings = Optional.of(made);
                case AdHocTarget.Reading.Invalid(String sentence) -> {
                    return usage(sentence);
                }
            }
        }
        return probe(settings.get(), wanted);
    }

    private int path() throws InterruptedException {
        Optional<PathProbe.Ends> ends;
        if (file.isPresent()) {
            Optional<Settings> settings = GoodSettings.read(file.get(), terminal);
            if (settings.isEmpty()) {
                return ExitCode.USAGE;
            }
            ends = PathProbe.Ends.of(settings.get(), target, from);
            if (ends.isEmpty()) {
                return usage("no target '" + target + "' with an address"
                        + from.map(name -> ", or no vantage '" + name + "',").orElse("")
                        + " in the configuration"
                        + Nearest.hint(target, settings.get().targets().keySet()));
            }
        } else {
            try {
                ends = Optional.of(adHoc.ends(target));
            } catch (IllegalArgumentException e) {
                return usage(String.valueOf(e.getMessage()));
            }
        }
        return path.run(terminal, ends.get(), json);
    }

    private int usage(String sentence) {
        terminal.aside("picket: " + sentence);
        return ExitCode.USAGE;
    }

    private int probe(Settings settings, ProbeKind wanted) throws InterruptedException {
        List<TargetSettings> named = named(settings, wanted);
        if (named.isEmpty()) {
            return usage("no target '" + target + "'"
                    + adHoc.transport().map(label -> " by " + label).orElse("")
                    + " in the configuration" + Nearest.hint(target, settings.targets().keySet()));
        }
        ProbeKind known = named.getFirst().target().kind();
        if (known != wanted) {
            return usage("target '" + target + "' is probed by " + known.label() + ", not by "
                    + kind);
        }
        int worst = ExitCode.GOOD;
        for (TargetSettings one : named) {
            int code = probe(settings, one, wanted);
            worst = worst == ExitCode.BAD ? worst : code == ExitCode.GOOD ? worst : code;
        }
        return worst;
    }

    /// The target, or its transports, of which one may be asked for alone.
    private List<TargetSettings> named(Settings settings, ProbeKind wanted) {
        Optional<TargetSettings> exact = Optional.ofNullable(
                settings.targets().get(file.isPresent() ? target : AdHocTarget.NAME));
        if (file.isEmpty() || wanted != ProbeKind.WIREGUARD) {
            return exact.stream().toList();
        }
        List<TargetSettings> transports = settings.targets().values().stream()
                .filter(one -> one instanceof TargetSettings.WireGuard gateway
                        && adHoc.transport().map(label -> gateway.isOf(target, label))
                                .orElse(gateway.isOf(target, gateway.transport().label())))
                .toList();
        return transports.isEmpty() && adHoc.transport().isEmpty()
                ? exact.stream().toList()
                : transports;
    }

    private int probe(Settings settings, TargetSettings named, ProbeKind wanted)
            throws InterruptedException {
        List<String> vantages = settings.vantages().values().stream()
                .filter(vantage -> Settings.probes(vantage.vantage(), named.target()))
                .map(vantage -> vantage.name()).toList();
        String vantage = from.orElse(vantages.isEmpty() ? "" : vantages.getFirst());
        if (!vantages.contains(vantage)) {
            return usage(vantages.isEmpty()
                    ? "every vantage stands in the region of '" + target + "'"
                    : "'" + vantage + "' does not probe '" + target + "'"
                            + Nearest.hint(vantage, vantages));
        }
        return probe(settings, new Path(vantage, named.name(), wanted));
    }

    private int probe(Settings settings, Path path) throws InterruptedException {
        try {
            if (!json) {
                terminal.line("probing " + (file.isPresent() ? path.target() : target) + " from "
                        + path.vantage() + " by "
                        + path.kind().label() + ", at most " + ResultLines
                                .duration(settings.probes().timeout(path.kind())));
            }
            ProbeResult seen = OneProbe.run(PathPlans.of(settings, SystemClock.system()),
                    PathPlans.setup(settings), path,
                    stage -> {
                        if (!json) {
                            terminal.line(terminal.toned(Terminal.Tone.QUIET, "  " + stage));
                        }
                    });
            SilentRun silent = new SilentRun(settings, path, line -> {
                if (!json) {
                    terminal.line(terminal.toned(Terminal.Tone.QUIET, "  " + line));
                }
            });
            Optional<Explanation> silence = silent.explained(seen);
            List<OtherDoors.Seen> others = seen.outcome() instanceof Outcome.Failed
                    ? OtherDoors.of(settings, path, silent.doors())
                    : List.of();
            ProbeResult contrasted = OtherDoors.contrasted(seen, others);
            ProbeResult result = silence.map(why -> why.borneBy(contrasted))
                    .orElse(contrasted);
            if (json) {
                terminal.line(Json.write(silence.map(why -> SilentRun.detailed(result, why))
                        .orElse(result)));
            } else {
                ResultLines.of(result, terminal).forEach(terminal::line);
                others.forEach(other -> terminal
                        .line("other door: " + other.name() + ": " + other.state()));
                silence.ifPresent(why -> terminal.line("in short: " + why.sentence()
                        + why.apart().map(more -> "; what would tell more: " + more).orElse("")));
            }
            return exitCode(result.outcome());
        } catch (CannotStart e) {
            terminal.aside("picket: " + e.sentence());
            return e.settingsAtFault() ? ExitCode.USAGE : ExitCode.COULD_NOT_TELL;
        }
    }

    private static int exitCode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Good _ -> ExitCode.GOOD;
            case Outcome.Failed _ -> ExitCode.BAD;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> ExitCode.COULD_NOT_TELL;
        };
    }
}
