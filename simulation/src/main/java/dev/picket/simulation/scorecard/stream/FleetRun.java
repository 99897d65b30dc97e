package dev.picket.simulation.scorecard.stream;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberRound;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Topology;
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
    private final Topology topology;
    private final FleetTraffic traffic;
    private final TrafficSink sink = new Feed();
    private final Duration tick;
    private final Duration grace;
    private final long firstTick;
    private final int[] lost;
    private final int[] lostForward;
    private final int[] lostReturn;
    private final int[] failed;
    private final boolean[] silent;
    private boolean anySilent;
    private long ticks;

    public FleetRun(Detector detector, DetectorSettings settings, Topology topology,
            FleetTraffic traffic) {
        this.detector = detector;
        this.topology = topology;
        this.traffic = traffic;
        this.tick = settings.tick();
        this.grace = settings.grace();
        this.firstTick = START.getEpochSecond() / tick.toSeconds();
        this.lost = series(Signal.LOST);
        this.lostForward = series(Signal.LOST_FORWARD);
        this.lostReturn = series(Signal.LOST_RETURN);
        this.failed = series(Signal.FAILED);
        this.silent = new boolean[topology.routes().size()];
    }

    private int[] series(Signal signal) {
        int[] series = new int[topology.routes().size()];
        for (int i = 0; i < series.length; i++) {
            series[i] = detector.series(topology.path(i), signal);
        }
        return series;
    }

    /// The stream as tallies of numbered series.
    private final class Feed implements TrafficSink {

        @Override
        public void packets(int path, int sent, int forward, int back) {
            if (anySilent && silent[path]) {
                return;
            }
            long number = firstTick + ticks;
            detector.observe(lost[path], number, sent, forward + back);
            detector.observe(lostForward[path], number, sent, forward);
            if (forward < sent) {
                detector.observe(lostReturn[path], number, sent - forward, back);
            }
        }

        @Override
        public void attempt(int path, boolean bad) {
            if (!(anySilent && silent[path])) {
                detector.observe(failed[path], firstTick + ticks, 1, bad ? 1 : 0);
            }
        }
    }

    /// Keeps the tallies of these vantages from the detector, until told otherwise.
    public void silence(Collection<String> vantages) {
        Set<String> named = new HashSet<>(vantages);
        anySilent = !named.isEmpty();
        for (int i = 0; i < silent.length; i++) {
            silent[i] = anySilent && named.contains(topology.path(i).vantage());
        }
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
        traffic.tick(ticks, sink);
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

    /// When the ticks done so far were decided.
    public Instant now() {
        return START.plus(tick.multipliedBy(ticks)).plus(grace);
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
