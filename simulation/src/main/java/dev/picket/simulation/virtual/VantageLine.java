package dev.picket.simulation.virtual;

import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import dev.picket.probes.run.VantageWindow;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.noise.VantageNoise;
import dev.picket.simulation.scenario.Background;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One vantage under probing: the rounds of its paths and what it says of itself, step by step. For
/// one thread; what it yields depends on its own past alone, so that vantages may run side by side.
final class VantageLine {

    private final Timing timing;
    private final VantageNoise noise;
    private final Background.Arrival arrival;
    private final SplittableRandom random;
    private final VantageWindow window;
    private final List<Scheduled> paths;
    private final List<Fault> clockFaults;
    private final Arrivals arrivals = new Arrivals();
    private int due;
    private int arrived;

    /// @param everyNanos the pace of the path's rounds
    /// @param phaseNanos when in each interval they begin
    record Scheduled(PathLine line, long everyNanos, long phaseNanos) {}

    /// A vantage's own.
    ///
    /// @param clockFaults faults that set its wall clock
    record Own(String name, VantageNoise noise, List<Fault> clockFaults, long seed) {}

    VantageLine(Own own, List<Scheduled> paths, Background.Arrival arrival, Timing timing) {
        this.timing = timing;
        this.noise = own.noise();
        this.clockFaults = own.clockFaults();
        this.arrival = arrival;
        this.random = new SplittableRandom(own.seed());
        this.window = new VantageWindow(own.name());
        this.paths = List.copyOf(paths);
    }

    /// The steps from `first` on, each the tick of that number from the scenario's start.
    List<Arrivals.Step> steps(long first, int count) {
        List<Arrivals.Step> steps = new ArrayList<>(count);
        for (long index = first; index < first + count; index++) {
            steps.add(step(index));
        }
        return steps;
    }

    private Arrivals.Step step(long index) {
        long from = index * timing.tick().toNanos();
        long to = from + timing.tick().toNanos();
        due = 0;
        arrived = 0;
        arrivals.open(index);
        for (Scheduled scheduled : paths) {
            long every = scheduled.everyNanos();
            long number = Math.ceilDiv(from - scheduled.phaseNanos(), every);
            for (long at = scheduled.phaseNanos() + number * every; at < to; at += every) {
                run(scheduled.line(), number++, at, index);
            }
        }
        return new Arrivals.Step(arrivals.close(), round(index, from, to));
    }

    private void run(PathLine line, long number, long at, long index) {
        Instant wall = timing.start().plusNanos(at + clockOff(at));
        List<RoundTally> tallies = line.run(number, at, wall);
        window.due();
        due++;
        window.receiveDrops(line.droppedHere());
        if (line.isMissing(at) || happens(arrival.missingRatio())) {
            return;
        }
        arrived++;
        long known = line.knownNanos();
        if (happens(arrival.lateRatio())) {
            known += (long) (arrival.lateSeconds().draw(random) * 1e9);
        }
        long step = Math.max(index, timing.stepOf(known));
        for (RoundTally tally : tallies) {
            arrivals.add(step, tally);
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
        for (Fault fault : clockFaults) {
            off += fault.isActive(nanos) ? fault.effects().clockStepNanos() : 0;
        }
        return off;
    }
}
