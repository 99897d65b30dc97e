package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.json.Json;
import dev.picket.simulation.bench.BenchRow;
import dev.picket.simulation.bench.DetectorBench;
import dev.picket.simulation.bench.doors.DoorsBench;
import dev.picket.simulation.bench.packets.PacketsBench;
import dev.picket.simulation.bench.wireguard.WireGuardBench;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench`: measurements beside what they are held against.
@Command(name = "bench", mixinStandardHelpOptions = true, //
        description = "Measures cost beside what it is held against (BENCHMARKS.md).")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class BenchCommand implements Callable<Integer> {

    /// What can be measured.
    enum Subject {
        DETECTOR, PACKETS, SCHEDULE, DOORS, WIREGUARD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Parameters(paramLabel = "SUBJECT", //
            description = "What to measure: ${COMPLETION-CANDIDATES}.")
    private Subject subject = Subject.DETECTOR;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Option(names = "--for", paramLabel = "TIME", //
            description = "How long `packets` keeps its steady rate (default 10m).")
    private String sustained = "10m";

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Duration> time = DemoCommand.time(sustained);
        if (time.isEmpty()) {
            terminal.aside("picket: --for takes a time such as 90s or 10m, got '" + sustained
                    + "'");
            return ExitCode.USAGE;
        }
        List<BenchRow> rows = switch (subject) {
            case DETECTOR -> DetectorBench.run(terminal::progress);
            case DOORS -> DoorsBench.run(terminal::progress);
            case WIREGUARD -> WireGuardBench.run(WireGuardBench.Times.DEFAULT,
                    terminal::progress);
            case SCHEDULE -> PacketsBench.schedule(terminal::progress);
            case PACKETS -> PacketsBench.run(time.get(), terminal::progress);
        };
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("bench", subject.toString());
            document.put("results", rows.stream().map(BenchRow::json).toList());
            terminal.line(Json.write(document));
        } else {
            rows.forEach(row -> terminal.line(row.line()));
        }
        return rows.stream().allMatch(BenchRow::holds) ? ExitCode.GOOD : ExitCode.BAD;
    }
}
