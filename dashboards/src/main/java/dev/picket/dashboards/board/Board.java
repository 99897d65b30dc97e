package dev.picket.dashboards.board;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The projection every screen is drawn from. It is fed with what flows through the process and
/// hands out immutable views. It reads no clock: whoever asks for a view says what time it is.
///
/// Any thread may feed it or ask it; each call holds one lock for the time of some array writes.
public final class Board {

    private final Topology topology;
    private final BoardSettings settings;
    private final StepGrid grid;
    private final List<PathWindow> windows = new ArrayList<>();
    private final List<MatrixLayout> layouts = new ArrayList<>();
    private final Map<String, SliWindow> machineCreate = new TreeMap<>();
    private final SliWindow machineCreateAll = new SliWindow();
    private final Map<String, Instant> lastByVantage = new TreeMap<>();
    private final Map<String, ProberTotals> probers = new TreeMap<>();
    private final IncidentShelf shelf = new IncidentShelf();
    private final DoorBook doors;
    private final BoardView.Scope scope;
    private final ReentrantLock lock = new ReentrantLock();

    public Board(Topology topology, BoardSettings settings) {
        this.topology = topology;
        this.settings = settings;
        this.grid = new StepGrid(settings.step(), settings.matrixSteps());
        this.doors = new DoorBook(topology.targets().values());
        topology.routes().forEach(_ -> windows.add(new PathWindow()));
        for (ProbeKind kind : ProbeKind.values()) {
            if (kind.crossesProviders()) {
                MatrixLayout.of(topology, kind).ifPresent(layouts::add);
            }
        }
        topology.vantages().keySet().forEach(
                vantage -> probers.put(vantage, new ProberTotals(vantage, 0, 0, 0, 0)));
        TreeSet<String> regions = new TreeSet<>();
        topology.targets().values().forEach(target -> {
            regions.add(target.region());
            if (target.kind() == ProbeKind.MACHINE_CREATE) {
                machineCreate.put(target.region(), new SliWindow());
            }
        });
        this.scope = new BoardView.Scope(topology.vantages().size(), topology.targets().size(),
                topology.routes().size(), regions.size());
    }

    public Topology topology() {
        return topology;
    }

    public BoardSettings settings() {
        return settings;
    }

    /// Takes the next event of the incident log. The matrices are frozen with a live opening.
    public void accept(IncidentEvent event) {
        locked(() -> {
            boolean freezes = event instanceof IncidentEvent.Opened opened
                    && opened.origin() == Origin.LIVE;
            shelf.accept(event, freezes ? measured(event.at()) : List.of());
            return event;
        });
    }

    /// Takes one run's result; a path outside the topology is left aside.
    public void accept(ProbeResult result) {
        int index = topology.indexOf(result.path());
        if (index < 0) {
            return;
        }
        locked(() -> {
            lastByVantage.merge(result.path().vantage(), result.sentAt(),
                    (one, other) -> one.isAfter(other) ? one : other);
            count(windows.get(index), result);
            doors.add(topology.targetOf(result.path()), result);
            if (result.path().kind() == ProbeKind.MACHINE_CREATE) {
                machineCreate.computeIfAbsent(topology.targetOf(result.path()).region(),
                        _ -> new SliWindow()).add(result);
                machineCreateAll.add(result);
            }
            return result;
        });
    }

    /// Takes what a vantage says of itself; a vantage outside the topology is left aside.
    public void accept(ProberRound round) {
        locked(() -> probers.computeIfPresent(round.vantage(),
                (_, totals) -> totals.plus(round.health())) == null);
    }

    private void count(PathWindow window, ProbeResult result) {
        long step = grid.stepOf(result.scheduledAt());
        switch (result.outcome()) {
            case Outcome.Good _ -> add(window, step, result, 0);
            case Outcome.Failed failed -> {
                add(window, step, result, 1);
                window.failed(result.sentAt(), failed.failure());
            }
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> {
            }
        }
    }

    /// A run counts by its packets where its kind does, else as one.
    private static void add(PathWindow window, long step, ProbeResult result, int badRuns) {
        if (result.path().kind().countsPackets()) {
            PacketOutcomes packets = result.packets();
            window.add(step, packets.received() + packets.lost(), packets.lost());
        } else {
            window.add(step, 1, badRuns);
        }
    }

    /// The board as of `now`.
    public BoardView view(Instant now) {
        return locked(() -> {
            Optional<Instant> last = lastByVantage.values().stream().max(Instant::compareTo);
            Instant oldest = now.minus(settings.staleAfter());
            List<String> silent = topology.vantages().keySet().stream()
                    .filter(vantage -> lastByVantage.getOrDefault(vantage, Instant.MIN)
                            .isBefore(oldest))
                    .toList();
            boolean stale = last.map(at -> at.isBefore(oldest)).orElse(true);
            List<SliReport> reports = machineCreate.entrySet().stream().map(entry -> entry
                    .getValue().report(Optional.of(entry.getKey()), now, settings)).toList();
            return new BoardView(now, shelf.version(), last, stale, silent, scope,
                    shelf.newestFirst(), shelf.troubles(), shelf.tickets(),
                    List.copyOf(probers.values()),
                    machineCreateAll.report(Optional.empty(), now, settings), reports,
                    matrices(now), doors.reports(now));
        });
    }

    /// The series of `paths` over the remembered steps that end at `now`; unknown paths left out.
    public List<PathSeries> series(List<Path> paths, Instant now) {
        return locked(() -> paths.stream().filter(path -> topology.indexOf(path) >= 0)
                .map(path -> series(path, now)).toList());
    }

    private PathSeries series(Path path, Instant now) {
        PathWindow window = windows.get(topology.indexOf(path));
        long last = grid.stepOf(now);
        long first = last - PathWindow.STEPS + 1;
        List<Count> counts = new ArrayList<>();
        for (long step = first; step <= last; step++) {
            counts.add(window.at(step));
        }
        return new PathSeries(path, grid.startOf(first), settings.step(), counts,
                window.lastFailure());
    }

    /// Grows with every incident event: what a page drawn before is compared with.
    public long version() {
        return locked(shelf::version);
    }

    public Optional<IncidentRecord> incident(String id) {
        return locked(() -> shelf.find(id));
    }

    private List<Matrix> matrices(Instant now) {
        return layouts.stream().map(layout -> layout.sum(windows, now, grid)).toList();
    }

    private List<Matrix> measured(Instant at) {
        return matrices(at).stream().filter(Matrix::hasData).toList();
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
