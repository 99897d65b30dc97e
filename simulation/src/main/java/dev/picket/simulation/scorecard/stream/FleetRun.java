package dev.picket.simulation.scorecard.stream;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// One detector fed with one stream, tick by tick.
public final class FleetRun {

    private static final Instant START = Instant.parse("2024-06-10T00:00:00Z");

    private final Detector detector;
    private final FleetTraffic traffic;
    private final Duration tick;
    private final Duration grace;
    private final long firstTick;
    private Consumer<RoundTally> sink;
    private long ticks;

    public FleetRun(Detector detector, DetectorSettings settings, FleetTraffic traffic) {
        this.detector = detector;
        this.traffic = traffic;
        this.tick = settings.tick();
        this.grace = settings.grace();
        this.firstTick = START.getEpochSecond() / tick.toSeconds();
        this.sink = detector::observe;
    }

    /// Shows every tally to somebody else as well, before the detector sees it.
    public void alsoTo(Consumer<RoundTally> other) {
        sink = other.andThen(sink);
    }

    public void inject(InjectedFault fault) {
        traffic.inject(fault);
    }

    /// Draws the next tick, closes it, and says what the detector found.
    public List<Finding> tick() {
        traffic.tick(ticks, firstTick, sink);
        ticks++;
        return detector.advance(START.plus(tick.multipliedBy(ticks)).plus(grace));
    }

    /// Ticks done.
    public long ticks() {
        return ticks;
    }

    public Detector detector() {
        return detector;
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
