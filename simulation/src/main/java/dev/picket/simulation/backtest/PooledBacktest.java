package dev.picket.simulation.backtest;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.detector.RoundTripLevels;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The real detector over recorded data whose rows name their paths: faults and their culprits
/// instead of changes of single series.
///
/// The file is read twice, first for its paths and then for its tallies; rows must be in order of
/// time over all paths, up to half a tick.
public final class PooledBacktest {

    /// Learnt before anything is opened: recordings are shorter than a deployment's life.
    private static final Duration WARM_UP = Duration.ofHours(1);
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final Backtest.Listener listener;
    private final RecordedPaths paths;
    private final RoundTripLevels levels = new RoundTripLevels();
    private final DetectorSettings settings;
    private final Detector detector;
    private final Map<Long, Diagnosis> open = new HashMap<>();
    private Instant latest = Instant.MIN;
    private long rows;
    private long missing;

    private PooledBacktest(RecordedPaths paths, DetectorSettings settings,
            Backtest.Listener listener) {
        this.paths = paths;
        this.settings = settings;
        this.listener = listener;
        this.detector = new Detector(paths.topology(), settings);
    }

    /// What a run over recorded data gave: its summary, or what is wrong with the topology.
    public sealed interface Outcome {

        record Done(BacktestSummary summary) implements Outcome {}

        record NoTopology(List<Problem> problems) implements Outcome {
            public NoTopology {
                problems = List.copyOf(problems);
            }
        }
    }

    /// Runs over the file at `data`, on the network of the file at `topology`.
    public static Outcome run(java.nio.file.Path data, java.nio.file.Path topology,
            boolean skipBadRows, Backtest.Listener listener) throws IOException {
        return switch (RecordedNetwork.read(topology)) {
            case RecordedNetwork.Reading.Invalid(List<Problem> problems) ->
                new Outcome.NoTopology(problems);
            case RecordedNetwork.Reading.Valid(RecordedNetwork network) ->
                new Outcome.Done(run(data, network, skipBadRows, listener));
        };
    }

    private static BacktestSummary run(java.nio.file.Path data, RecordedNetwork network,
            boolean skipBadRows, Backtest.Listener listener) throws IOException {
        RecordedPaths paths = new RecordedPaths(network);
        CsvReader first = new CsvReader(data.toString(), skipBadRows, true);
        try (InputStream stream = Files.newInputStream(data)) {
            Optional<Problem> stopped = first.read(stream, "",
                    row -> row.place().flatMap(paths::add));
            if (stopped.isPresent() || paths.count() == 0) {
                return new BacktestSummary(first.rows(), 0, first.skipped(), paths.count(),
                        stopped);
            }
        }
        CsvReader second = new CsvReader(data.toString(), skipBadRows, true);
        PooledBacktest backtest = new PooledBacktest(paths,
                DetectorSettings.defaults().withWarmUp(WARM_UP), listener);
        try (InputStream stream = Files.newInputStream(data)) {
            Optional<Problem> stopped = second.read(stream, "", row -> {
                Optional<String> bad = backtest.take(row);
                listener.read(backtest.rows, second.bytes());
                return bad;
            });
            backtest.finish();
            return new BacktestSummary(second.rows(), backtest.missing, second.skipped(),
                    paths.count(), stopped);
        }
    }

    private Optional<String> take(CsvRow row) {
        Optional<dev.picket.model.topology.Path> path = row.place().flatMap(paths::path);
        if (path.isEmpty()) {
            return Optional.of("vantage, target: expected a path of the topology");
        }
        if (row.time().plus(settings.grace()).isBefore(latest)) {
            return Optional.of("time: expected " + latest.minus(settings.grace())
                    + " or later, the rows of all paths being in order, got " + row.time());
        }
        if (row.time().isAfter(latest)) {
            latest = row.time();
            detector.advance(latest).forEach(this::found);
        }
        rows++;
        long tick = Math.floorDiv(Duration.between(Instant.EPOCH, row.time()).toNanos(),
                settings.tick().toNanos());
        switch (row.reading()) {
            case CsvRow.Reading.Tally(int sent, int bad) -> detector.observe(
                    new RoundTally(path.get(), signalOf(path.get().kind()), tick, sent, bad));
            case CsvRow.Reading.Level(double milliseconds) -> levels.observe(path.get(), tick,
                    Math.round(milliseconds * NANOS_PER_MILLISECOND), ClockSource.KERNEL_TX_RX)
                    .ifPresent(detector::observe);
            case CsvRow.Reading.Missing _ -> missing++;
        }
        return Optional.empty();
    }

    private static Signal signalOf(ProbeKind kind) {
        return switch (kind) {
            case STAMP, ICMP -> Signal.LOST;
            case WIREGUARD, TCP, HTTP, DNS, MACHINE_CREATE -> Signal.FAILED;
        };
    }

    /// Closes the tick of the last rows.
    private void finish() {
        if (latest.isAfter(Instant.MIN)) {
            detector.advance(latest.plus(settings.tick()).plus(settings.grace()))
                    .forEach(this::found);
        }
    }

    private void found(Finding finding) {
        switch (finding) {
            case Finding.Opened(long id, Instant at, Diagnosis diagnosis) -> {
                open.put(id, diagnosis);
                tell(diagnosis, true, diagnosis.onset().estimate(), at);
            }
            case Finding.Revised(long id, Instant _, Diagnosis diagnosis) ->
                open.put(id, diagnosis);
            case Finding.Resolved resolved ->
                Optional.ofNullable(open.remove(resolved.id())).ifPresent(
                        diagnosis -> tell(diagnosis, false, resolved.endedAt(), resolved.at()));
            case Finding.Suspected _,Finding.Subsided _,Finding.CloserLook _ -> {
                // No change yet; nobody can look closer at the past.
            }
            case Finding.Pageable _,Finding.Unexplained _ -> {
                // Nobody is called for a recording.
            }
            case Finding.Recovering _,Finding.ScopeChanged _ -> {
                // It ends where it is resolved.
            }
            case Finding.BaselineAccepted _,Finding.Miscalibrated _ -> {
                // A ticket by day, and no change of the paths.
            }
            case Finding.ProberTrouble _,Finding.ProberRecovered _ -> {
                // The prober of a recording is past mending.
            }
        }
    }

    private void tell(Diagnosis diagnosis, boolean up, Instant onset, Instant at) {
        listener.changed(new RecordedChange(diagnosis.culprit().label(), up, onset, at,
                diagnosis.logEvidence(), Optional.of(diagnosis)));
    }
}
