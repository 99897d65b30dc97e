package dev.picket.simulation.virtual;

import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.probes.run.VantageWindow;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.noise.VantageNoise;
import dev.picket.simulation.scenario.Background;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One vantage under probing: the rounds of its paths and what it says of itself, step by step. For
/// one thread; what it yields depends on its own past and on what it was asked for alone, so that
/// vantages may run side by side.
final class VantageLine {

    private final Timing timing;
    private final String name;
    private final VantageNoise noise;
    private final Background.Arrival arrival;
    private final SplittableRandom random;
    private final VantageWindow window;
    private final List<Scheduled> paths;
    private final ExtraRounds extras;
    private final List<Fault> clockFaults;
    private final Arrivals arrivals = new Arrivals();
    private int due;
    private int arrived;

    /// @param everyNanos the pace of the path's rounds
    /// @param phaseNanos when in each interval they begin
    record Scheduled(Path path, PathLine line, long everyNanos, long phaseNanos) {}

    /// What a vantage probes, by schedule and beside it.
    record Probed(List<Scheduled> paths, ExtraRounds extras) {}

    /// A vantage's own.
    ///
    /// @param clockFaults faults that set its wall clock
    record Own(String name, VantageNoise noise, List<Fault> clockFaults, long seed) {}

    VantageLine(Own own, Probed paths, Background.Arrival arrival, Timing timing) {
        this.timing = timing;
        this.name = own.name();
        this.noise = own.noise();
        this.clockFaults = own.clockFaults();
        this.arrival = arrival;
        this.random = new SplittableRandom(own.seed());
        this.window = new VantageWindow(own.name());
        this.paths = List.copyOf(paths.paths());
        this.extras = paths.extras();
    }

    /// The step of tick number `index` from the scenario's start; steps are asked for in order.
    Arrivals.Step step(long index) {
        long from = index * timing.tickNanos();
        long to = from + timing.tickNanos();
        due = 0;
        arrived = 0;
        arrivals.open(index);
        extras.step(from, to);
        for (Scheduled scheduled : paths) {
            List<Long> beside = extras.isEmpty() ? List.of() : extras.of(scheduled.path());
            int extra = 0;
            long every = scheduled.everyNanos();
            long phase = scheduled.phaseNanos();
            long at = phase + Math.ceilDiv(from - phase, every) * every;
            for (; at < to; at += every) {
                while (extra < beside.size() && beside.get(extra) < at) {
                    run(scheduled.line(), beside.get(extra++), index);
                }
                run(scheduled.line(), at, index);
            }
            while (extra < beside.size() && beside.get(extra) < to) {
                run(scheduled.line(), beside.get(extra++), index);
            }
        }
        return new Arrivals.Step(arrivals.close(), round(index, from, to));
    }

    /// Wants more rounds of `asked`, those of other vantages left out.
    void want(List<Path> asked, long atNanos, long untilNanos) {
        List<Path> ours = asked.stream().filter(path -> path.vantage().equals(name)).toList();
        if (!ours.isEmpty()) {
            extras.want(ours, atNanos, untilNanos);
        }
    }

    private void run(PathLine line, long at, long index) {
        TallyBuffer tallies = arrivals.next();
        int before = tallies.size();
        line.run(at, at + clockOff(at), tallies);
        window.due();
        due++;
        window.receiveDrops(line.droppedHere());
        if (line.isMissing(at) || happens(arrival.missingRatio())) {
            arrivals.lost(before);
            return;
        }
        arrived++;
        long known = line.knownNanos();
        if (happens(arrival.lateRatio())) {
            known += (long) (arrival.lateSeconds().draw(random) * 1e9);
        }
        if (known > timing.closingNanos(index)) {
            arrivals.late(before, timing.stepOf(known));
        }
    }

    private boolean happens(double ratio) {
        return ratio > 0 && random.nextDouble() < ratio;
    }

    /// What the vantage says of itself; nothing where runs were due and no result arrived.
    private Optional<ProberRound> round(long index, long from, long to) {
        ProberRound round = window.close(timing.number(index), 0, clockOff(to) - clockOff(from));
        return due > 0 && arrived == 0 ? Optional.empty() : Optional.of(round);
    }

    private long clockOff(long nanos) {
        long off = noise.clockOffNanos(nanos);
        for (int i = 0; i < clockFaults.size(); i++) {
            Fault fault = clockFaults.get(i);
            off += fault.isActive(nanos) ? fault.effects().clockStepNanos() : 0;
        }
        return off;
    }
}
