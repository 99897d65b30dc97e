package dev.picket.simulation.scorecard.stream;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberRound;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One detector fed with one stream, tick by tick.
public final class FleetRun {

    private static final Instant START = Instant.parse("2024-06-10T00:00:00Z");

    private final Detector detector;
    private final FleetTraffic traffic;
    private final Duration tick;
    private final Duration grace;
    private final long firstTick;
    private final Set<String> silent = new HashSet<>();
    private long ticks;

    public FleetRun(Detector detector, DetectorSettings settings, FleetTraffic traffic) {
        this.detector = detector;
        this.traffic = traffic;
        this.tick = settings.tick();
        this.grace = settings.grace();
        this.firstTick = START.getEpochSecond() / tick.toSeconds();
    }

    /// Keeps the tallies of these vantages from the detector, until told otherwise.
    public void silence(Collection<String> vantages) {
        silent.clear();
        silent.addAll(vantages);
    }

    /// Hands in what a vantage says of its own health.
    public void health(ProberRound round) {
        detector.observe(round);
    }

    public void inject(InjectedFault fault) {
        traffic.inject(fault);
    }

    /// Draws the next tick, closes it, and says what the detector found.
    public List<Finding> tick() {
        traffic.tick(ticks, firstTick, tally -> {
            if (silent.isEmpty() || !silent.contains(tally.path().vantage())) {
                detector.observe(tally);
            }
        });
        ticks++;
        return detector.advance(START.plus(tick.multipliedBy(ticks)).plus(grace));
    }

    /// Ticks done.
    public long ticks() {
        return ticks;
    }

    /// The number of the next tick, as tallies and health carry it.
    public long tickNumber() {
        return firstTick + ticks;
    }

    /// An instant in ticks from the start.
    public double inTicks(Instant at) {
        return (double) Duration.between(START, at).toNanos() / tick.toNanos();
    }

    /// From an instant of the network's to when a tick that ended then is decided, in seconds.
    public double graceSeconds() {
        return grace.toNanos() / 1e9;
    }
}
