package dev.picket.dashboards.metrics;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PeerWarmth;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What probing exports. Meters are made once for every path, so counting is an array lookup.
final class ProbeMeters {

    private static final List<String> OUTCOMES = List.of("good", "failed", "could_not_tell",
            "skipped");
    private static final List<LocalFaultCode> REASONS_TO_SKIP = List.of(LocalFaultCode.LOCAL_LATE,
            LocalFaultCode.LOCAL_START_LIMIT, LocalFaultCode.LOCAL_QUEUE_FULL);
    private static final Duration[] ROUND_TRIP_BOUNDS = {Duration.ofMillis(1), Duration.ofMillis(5),
            Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
            Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(5)};

    /// A run later than half its interval is skipped: half a second where it is a second.
    private static final Duration[] LATENESS_BOUNDS = {Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
            Duration.ofMillis(500), Duration.ofSeconds(5)};

    private final Topology topology;
    private final MeterRegistry registry;
    private final Map<Path, PathMeters> byPath = new HashMap<>();
    private final Map<ProbeKind, Timer> roundTrips = new EnumMap<>(ProbeKind.class);
    /// Good WireGuard runs by whether the gateway knew the vantage: `warm` or `cold`.
    private final Map<PeerWarmth, Timer> byPeer = new EnumMap<>(PeerWarmth.class);
    private final Map<String, AtomicLong> lastResultMillis = new TreeMap<>();
    private final Map<String, Timer> lateness = new TreeMap<>();
    private final ProberMeters probers;
    private final DoorMeters doors;

    /// The meters of one path.
    private record PathMeters(Map<String, Counter> attempts, Map<String, Counter> machineCreate,
            Counter due, Counter sent, Skipped skipped, Counter packets, Counter lost,
            Timer lateness, AtomicLong lastResult) {}

    /// Runs of a vantage's region and kind that were not begun, by the reason.
    private record Skipped(Tags from, Map<LocalFaultCode, Counter> byReason) {}

    ProbeMeters(MeterRegistry registry, Topology topology) {
        this.registry = registry;
        this.topology = topology;
        this.doors = new DoorMeters(registry, topology);
        topology.routes().forEach(route -> byPath.put(route.path(), meters(route.path())));
        probers = new ProberMeters(registry, topology);
    }

    private PathMeters meters(Path path) {
        String region = topology.targetOf(path).region();
        String source = topology.vantageOf(path).region().orElse(path.vantage());
        Tags kind = Tags.of("kind", path.kind().label());
        Tags from = kind.and("src", source);
        Tags pair = from.and("dst", region);
        Map<String, Counter> attempts = byOutcome("picket.probe.attempts",
                "Runs of probes by how they ended", pair);
        Map<String, Counter> creations = path.kind() == ProbeKind.MACHINE_CREATE
                ? byOutcome("picket.machine.create.attempts",
                        "Runs of the Machine-create probe by how they ended",
                        Tags.of("region", region))
                : Map.of();
        if (path.kind().crossesProviders()) {
            roundTrips.computeIfAbsent(path.kind(), _ -> Timer.builder("picket.probe.round.trip")
                    .description("Round trips of good runs").tags(kind)
                    .serviceLevelObjectives(ROUND_TRIP_BOUNDS).register(registry));
        }
        return new PathMeters(attempts, creations,
                counter("picket.probe.due", "Runs the schedule asked for", from),
                counter("picket.probe.sent", "Runs begun", from),
                skipped(from),
                counter("picket.probe.packets", "Packets sent", pair),
                counter("picket.probe.packets.lost", "Packets the path lost", pair),
                lateness.computeIfAbsent(source, this::lateness),
                lastResultMillis.computeIfAbsent(source, this::lastResult));
    }

    private Timer lateness(String source) {
        return Timer.builder("picket.probe.start.lateness")
                .description("From when a run was due to when it was begun or skipped")
                .tags("src", source).serviceLevelObjectives(LATENESS_BOUNDS).register(registry);
    }

    private Skipped skipped(Tags from) {
        Skipped skipped = new Skipped(from, new EnumMap<>(LocalFaultCode.class));
        for (LocalFaultCode reason : REASONS_TO_SKIP) {
            var _ = counter(skipped, reason);
        }
        return skipped;
    }

    private Counter counter(Skipped skipped, LocalFaultCode reason) {
        return skipped.byReason().computeIfAbsent(reason, _ -> counter("picket.probe.skipped",
                "Runs not begun",
                skipped.from().and("reason", reason.name().toLowerCase(Locale.ROOT))));
    }

    private AtomicLong lastResult(String source) {
        AtomicLong millis = new AtomicLong();
        TimeGauge.builder("picket.probe.last.result.timestamp", millis, TimeUnit.MILLISECONDS,
                AtomicLong::doubleValue)
                .description("When the newest result of a source was sent; 0 before the first")
                .tags("src", source).strongReference(true).register(registry);
        return millis;
    }

    private Map<String, Counter> byOutcome(String name, String description, Tags tags) {
        Map<String, Counter> counters = new HashMap<>();
        OUTCOMES.forEach(outcome -> counters.put(outcome,
                counter(name, description, tags.and("outcome", outcome))));
        return counters;
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    void accept(ProbeResult result) {
        PathMeters meters = byPath.get(result.path());
        if (meters == null) {
            return;
        }
        String outcome = result.outcome().label();
        increment(meters.attempts(), outcome);
        increment(meters.machineCreate(), outcome);
        meters.due().increment();
        begun(meters, result.outcome()).increment();
        meters.lateness().record(Math.max(0, result.health().latenessMaxNanos()),
                TimeUnit.NANOSECONDS);
        meters.lastResult().accumulateAndGet(result.sentAt().toEpochMilli(), Math::max);
        PacketOutcomes packets = result.packets();
        meters.packets().increment(packets.sent());
        if (told(result.outcome())) {
            meters.lost().increment(packets.lost());
        }
        recordRoundTrip(result);
        doors.accept(result);
    }

    /// What counts whether the run was begun.
    private Counter begun(PathMeters meters, Outcome outcome) {
        return outcome instanceof Outcome.Skipped(var reason)
                ? counter(meters.skipped(), reason.code())
                : meters.sent();
    }

    /// Whether the outcome says something of the path.
    private static boolean told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Good _,Outcome.Failed _ -> true;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> false;
        };
    }

    private static void increment(Map<String, Counter> counters, String outcome) {
        Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    /// A run that found its peer cold took another path and is none of the round trips.
    private void recordRoundTrip(ProbeResult result) {
        Optional<PeerWarmth> peer = PeerWarmth.of(result);
        if (peer.isPresent() && result.outcome() instanceof Outcome.Good) {
            byPeer.computeIfAbsent(peer.get(), known -> Timer.builder("picket.wireguard.run")
                    .description("Good WireGuard runs by whether the gateway knew the vantage")
                    .tags(PeerWarmth.DETAIL, known.label())
                    .serviceLevelObjectives(ROUND_TRIP_BOUNDS).register(registry))
                    .record(result.durationNanos(), TimeUnit.NANOSECONDS);
        }
        if (peer.equals(Optional.of(PeerWarmth.COLD))) {
            return;
        }
        Timer timer = roundTrips.get(result.path().kind());
        if (timer == null) {
            return;
        }
        long nanos = result.path().kind().countsPackets()
                ? result.packets().roundTrips().medianNanos()
                : result.outcome() instanceof Outcome.Good ? result.durationNanos() : 0;
        if (nanos > 0) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void accept(ProberRound round) {
        probers.accept(round);
    }
}
