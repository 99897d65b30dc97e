package dev.picket.app.tracing;

import dev.picket.app.wiring.Chore;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.RegionSpec;
import dev.picket.platform.settings.SeenVia;
import dev.picket.platform.settings.Settings;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.path.AsPath;
import dev.picket.probes.path.AsPathMemory;
import dev.picket.probes.path.MtuMemory;
import dev.picket.probes.path.TracePlan;
import dev.picket.probes.run.PathTracer;
import dev.picket.probes.run.ProberOutput;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Traces every path once in a while, on sockets and a thread of its own. Where the networks on the
/// way change, or large packets vanish, people are told; where the settings name no chain of
/// providers, what is seen here is it.
public final class PathTracing implements AutoCloseable {

    /// Traces under way at a time. With more paths than they can do in the interval, it is longer.
    static final int AT_ONCE_MAX = 8;
    private static final TracePlan PLAN = new TracePlan(3, 4, 30, Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    private static final Duration PAUSE = Duration.ofMillis(500);
    /// A trace that differs is repeated after this time.
    private static final Duration CONFIRM_AFTER = Duration.ofSeconds(30);
    /// A trace that has not ended by then is given up.
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private final Settings settings;
    private final HopNetworks networks;
    private final SeenViaFile file;
    private final Clock clock;
    private final DatagramPlane plane;
    private final List<Way> ways;
    private final TraceTurns turns;
    private final Map<Integer, Running> running = new TreeMap<>();
    private final BlockingQueue<Ended> ended = new ArrayBlockingQueue<>(AT_ONCE_MAX * 4);
    private final DeclaredVia declared;
    private final Map<Path, AtomicLong> changes = new HashMap<>();
    private final PathNews news = new PathNews();
    private final RouteHints hints;
    private final SecureRandom tokens = new SecureRandom();
    private final AtomicReference<Optional<Consumer<String>>> people = new AtomicReference<>(
            Optional.empty());
    private final AtomicReference<SeenVia> seen;
    private SeenVia saved;
    private Optional<Chore> chore = Optional.empty();
    private volatile boolean closing;

    private record Way(TracedPath path, AsPathMemory memory, MtuMemory mtu) {}

    private record Running(PathTracer tracer, MonotonicInstant begun) {}

    private record Ended(int way, PathTracer.Seen seen) {}

    private PathTracing(Settings settings, HopNetworks networks, Clock clock,
            DatagramPlane plane) {
        this.settings = settings;
        this.networks = networks;
        this.clock = clock;
        this.plane = plane;
        this.file = new SeenViaFile(settings.storage().file());
        this.saved = known(settings);
        this.seen = new AtomicReference<>(saved);
        List<TracedPath> paths = TracedPath.of(settings);
        this.ways = paths.stream().map(path -> new Way(path, new AsPathMemory(), new MtuMemory()))
                .toList();
        paths.forEach(way -> way.paths()
                .forEach(path -> changes.put(path, new AtomicLong())));
        this.hints = new RouteHints(paths);
        this.declared = DeclaredVia.of(settings, paths, networks);
        this.turns = new TraceTurns(ways.size(), settings.tracing().every(), clock.monotonic());
    }

    /// What an earlier life has seen.
    public static SeenVia known(Settings settings) {
        return new SeenViaFile(settings.storage().file())
                .read(settings.network().providers().keySet());
    }

    /// Begins to trace where `settings` ask for it; empty where they don't.
    ///
    /// @throws IllegalArgumentException where the prefix table is not one, for people
    public static Optional<PathTracing> start(Settings settings, Clock clock) {
        if (settings.tracing().asnPrefixes().isEmpty()) {
            return Optional.empty();
        }
        HopNetworks networks = HopNetworks.of(
                AsnPrefixes.read(settings.tracing().asnPrefixes().get()), settings.network());
        PathTracing tracing = new PathTracing(settings, networks, clock,
                DatagramPlanes.open(clock, "traces"));
        tracing.chore = Optional.of(Chore.start("path tracing", PAUSE, tracing::step));
        return Optional.of(tracing);
    }

    /// Who is told of changes from now on, a sentence each; what changed before is told too.
    public void tell(Consumer<String> told) {
        people.set(Optional.of(told));
    }

    /// Nobody can be told for now: what changes is kept.
    public void hold() {
        people.set(Optional.empty());
    }

    /// The chains of providers as they were last seen.
    public SeenVia seen() {
        return seen.get();
    }

    /// How often each path has changed since the start, counted on.
    public Map<Path, AtomicLong> changes() {
        return Map.copyOf(changes);
    }

    /// `output` with its results looked at: a path whose hop limits changed is traced at once.
    public ProberOutput watching(ProberOutput output) {
        return new ProberOutput(result -> {
            hints.seen(result);
            output.results().accept(result);
        }, output.rounds());
    }

    private void step() throws IOException {
        takeEnded();
        MonotonicInstant now = clock.monotonic();
        hints.take(now).forEach(way -> turns.by(way, now));
        if (closing) {
            running.values().forEach(trace -> trace.tracer.close());
            running.clear();
        } else {
            begin();
        }
        people.get().ifPresent(told -> news.take().forEach(told));
        SeenVia newest = seen.get();
        if (!newest.equals(saved)) {
            file.save(newest);
            saved = newest;
        }
    }

    private void takeEnded() {
        for (Ended trace = ended.poll(); trace != null; trace = ended.poll()) {
            Running over = running.remove(trace.way);
            if (over != null) {
                over.tracer.close();
                observe(trace.way, trace.seen);
            }
        }
        MonotonicInstant now = clock.monotonic();
        running.values().removeIf(trace -> {
            boolean stuck = trace.begun.plus(GIVEN_UP_AFTER).isBefore(now);
            if (stuck) {
                trace.tracer.close();
            }
            return stuck;
        });
    }

    private void begin() throws IOException {
        MonotonicInstant now = clock.monotonic();
        while (running.size() < AT_ONCE_MAX) {
            Optional<Integer> turn = turns.next(now, running.keySet());
            if (turn.isEmpty()) {
                return;
            }
            int way = turn.get();
            running.put(way, new Running(trace(way), now));
        }
    }

    private PathTracer trace(int way) throws IOException {
        TracedPath path = ways.get(way).path;
        return PathTracer.begin(plane, clock,
                new PathTracer.Wish(path.vantage().bind(), path.address(), PLAN, false,
                        tokens.nextLong()),
                trace -> {
                    if (trace.ended() && !ended.offer(new Ended(way, trace))) {
                        throw new IllegalStateException("more traces end than ran");
                    }
                });
    }

    private void observe(int number, PathTracer.Seen trace) {
        Way way = ways.get(number);
        AsPath path = networks.path(trace.report());
        way.memory.observe(path).ifPresent(change -> {
            change.before().ifPresent(before -> changed(way.path.paths(), before, change.now()));
            learn(way.path, change.now());
        });
        way.mtu.observe(trace.mtu()).ifPresent(change -> news.mtu(way.path.paths(), change));
        if (way.memory.isInDoubt() || way.mtu.isInDoubt()) {
            turns.by(number, clock.monotonic().plus(CONFIRM_AFTER));
        }
        if (!way.memory.isInDoubt()) {
            compare(way.path, path);
        }
    }

    private void changed(List<Path> paths, AsPath before, AsPath now) {
        news.changed(paths, networks.text(before), networks.text(now));
        paths.forEach(path -> changes.getOrDefault(path, new AtomicLong()).incrementAndGet());
    }

    private void learn(TracedPath way, AsPath path) {
        List<String> chain = chain(way, path);
        if (chain.isEmpty()) {
            return;
        }
        SeenVia now = seen.get();
        for (Path probed : way.paths()) {
            now = now.with(probed.vantage(), probed.target(), chain);
        }
        seen.set(now);
    }

    private void compare(TracedPath way, AsPath path) {
        List<String> chain = chain(way, path);
        for (Path probed : way.paths()) {
            declared.observe(probed, chain, path.isWhole())
                    .ifPresent(difference -> news.contradicted(probed, difference));
        }
    }

    private List<String> chain(TracedPath way, AsPath path) {
        RegionSpec region = settings.network().regions().get(way.region());
        return region == null ? List.of() : networks.chain(path, region);
    }

    @Override
    public void close() {
        closing = true;
        chore.ifPresent(Chore::close);
        plane.close();
    }
}
