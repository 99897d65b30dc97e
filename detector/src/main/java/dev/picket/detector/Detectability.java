package dev.picket.detector;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// The smallest harm of each component that would be found in time, worked out from the
/// configuration alone.
///
/// Idea: a fault that adds the rate r to every path of a component gives N tallies of n trials in
/// the time that is left of [#WITHIN] after a tick begun late and the grace of the last one. The
/// evidence of a tally for a harm of the grid has a mean and a variance under r; r is enough when
/// for some harm N·mean − 1.28·√(N·variance) reaches log(B/w) and the price of not knowing harm and
/// share (log of how many are tried, twice): nine times in ten, by the normal approximation. Found
/// by bisection. The null is the prior of the class: bursts and paths worse than it need more.
/// Cost: one bisection for each number of member paths and signal, not for each component.
public final class Detectability {

    /// The time a fault has to be found in.
    public static final Duration WITHIN = Duration.ofMinutes(1);
    private static final double NINE_IN_TEN = 1.2816;
    private static final int SHARES = 6;
    private static final int STEPS = 24;
    private static final double MARGIN = 1.5;
    private static final double MIN_RATE = 5e-4;
    private static final double FLOOR = 2e-3;
    private static final int TRIALS_MAX = 512;

    private final DetectorSettings settings;
    private final Function<ProbeKind, Pace> pace;
    private final Map<List<Object>, OptionalDouble> known = new HashMap<>();

    /// How a kind is probed: a round of `trials` on each path `every` so often.
    public record Pace(Duration every, int trials) {}

    /// What is found of one component by one signal; an empty rate means not even a total failure
    /// is.
    public record Found(Component component, ProbeKind kind, Signal signal, int paths,
            OptionalDouble smallestRate) {}

    private Detectability(DetectorSettings settings, Function<ProbeKind, Pace> pace) {
        this.settings = settings;
        this.pace = pace;
    }

    /// Every component by every signal that watches it, in component order. Durations are left out:
    /// what is slow is known only once it has been measured.
    public static List<Found> of(Topology topology, DetectorSettings settings,
            Function<ProbeKind, Pace> pace) {
        Detectability asked = new Detectability(settings, pace);
        Hypotheses hypotheses = new Hypotheses(new SeriesIndex(topology));
        List<Found> all = new ArrayList<>();
        for (int h = 0; h < hypotheses.count(); h++) {
            Lane lane = hypotheses.lane(h);
            if (isKnownBefore(lane.signal())) {
                int paths = hypotheses.members(h).size();
                all.add(new Found(hypotheses.component(h), lane.kind(), lane.signal(), paths,
                        asked.smallest(lane, paths, hypotheses.weight(h))));
            }
        }
        return all;
    }

    private static boolean isKnownBefore(Signal signal) {
        return switch (signal) {
            case SLOW, JITTERY -> false;
            case LOST, LOST_FORWARD, LOST_RETURN, LATE, FAILED, CAPACITY -> true;
            case REORDERED, DUPLICATED -> true;
        };
    }

    /// The parts of the false-alarm budget, what they are for and how large each is; they sum to 1.
    public static Map<String, Double> budget() {
        Map<String, Double> budget = new LinkedHashMap<>();
        for (ComponentClass.Budget part : ComponentClass.Budget.values()) {
            budget.put(part.label(), part.share());
        }
        return budget;
    }

    private OptionalDouble smallest(Lane lane, int paths, double weight) {
        return known.computeIfAbsent(List.of(lane, paths, weight), _ -> {
            if (!isFound(lane, paths, weight, 1)) {
                return OptionalDouble.empty();
            }
            double low = 0;
            double high = 1;
            for (int step = 0; step < STEPS; step++) {
                double middle = (low + high) / 2;
                if (isFound(lane, paths, weight, middle)) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return OptionalDouble.of(high);
        });
    }

    private boolean isFound(Lane lane, int paths, double weight, double rate) {
        Pace kind = pace.apply(lane.kind());
        double tick = settings.tick().toNanos();
        double ticks = Math.floor((WITHIN.minus(settings.grace()).toNanos() - tick) / tick);
        double roundsInTick = tick / kind.every().toNanos();
        double tallies = paths * ticks * Math.min(1, roundsInTick);
        int trials = (int) Math.min(TRIALS_MAX, kind.trials() * Math.max(1, roundsInTick));
        HarmGrid grid = lane.grid();
        double needed = Math.log(settings.ticksPerFalseAlarm() / weight)
                + Math.log(SHARES * grid.points());
        double calm = Math.max(MIN_RATE, MARGIN * lane.priorRate());
        for (int q = 0; q < grid.points(); q++) {
            double[] moments = moments(trials, calm, either(calm, grid.added(calm, q)),
                    either(lane.priorRate(), rate));
            if (tallies * moments[0] - NINE_IN_TEN * Math.sqrt(tallies * moments[1]) >= needed) {
                return true;
            }
        }
        return false;
    }

    /// Mean and variance of a tally's evidence, of `harmed` against `calm`, under a true rate.
    private static double[] moments(int trials, double calm, double harmed, double truth) {
        BinomialDistribution null0 = new BinomialDistribution(null, trials, calm);
        BinomialDistribution null1 = new BinomialDistribution(null, trials, harmed);
        BinomialDistribution real = new BinomialDistribution(null, trials, truth);
        double uniform = FLOOR / (trials + 1);
        double mean = 0;
        double square = 0;
        for (int k = 0; k <= trials; k++) {
            double evidence = Math.log(((1 - FLOOR) * null1.probability(k) + uniform)
                    / ((1 - FLOOR) * null0.probability(k) + uniform));
            double weight = real.probability(k);
            mean += weight * evidence;
            square += weight * evidence * evidence;
        }
        return new double[]{mean, Math.max(0, square - mean * mean)};
    }

    private static double either(double one, double other) {
        return one + other - one * other;
    }
}
