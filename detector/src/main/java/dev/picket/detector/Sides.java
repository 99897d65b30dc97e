package dev.picket.detector;

import dev.picket.detector.Hypotheses.Members;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The two sides of each provider in a region: of its members, those that end there and those that
/// begin there.
///
/// Idea: sides refine attribution and nothing else. A provider in a region that would be blamed, by
/// itself or in a set of rivals, is weighed again as one cause that harms both sides or, less
/// often, either one, and the evidence says which; a set that still holds rivals names the whole,
/// which covers both. Sides have no statistic, no threshold and no part of the false-alarm budget.
/// Refused: a hypothesis for each side, which takes budget from the whole and costs recall where
/// evidence is thin; and sides as rivals of every component, which cost culprits of other classes.
final class Sides {

    /// How often a fault of a provider in a region harms one side alone, for each that harms both.
    private static final double EITHER = 0.2 / 0.6;
    /// One path alone is a candidate of its own.
    private static final int MEMBERS_MIN = 2;

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    /// Worked out when asked for.
    private final Map<Integer, Map<Side, Members>> known = new HashMap<>();

    Sides(Hypotheses hypotheses, SeriesIndex series) {
        this.hypotheses = hypotheses;
        this.series = series;
    }

    /// The members of one side, or of the whole where the side cannot be told from it.
    Members members(int h, Side side) {
        return of(h).getOrDefault(side, hypotheses.byVantage(h));
    }

    /// The sides of a hypothesis that can be told from it: none but for a provider in a region, and
    /// none whose members are those of a component.
    Map<Side, Members> of(int h) {
        return hypotheses.component(h) instanceof Component.ProviderAtRegion(_, String region)
                ? known.computeIfAbsent(h, _ -> found(h, region))
                : Map.of();
    }

    private Map<Side, Members> found(int h, String region) {
        Map<Side, Members> found = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            tellable(h, region, side).ifPresent(members -> found.put(side, members));
        }
        return found;
    }

    private Optional<Members> tellable(int h, String region, Side side) {
        Topology topology = series.topology();
        Members whole = hypotheses.byVantage(h);
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        Map<Integer, Float> shares = new HashMap<>();
        for (int m = 0; m < whole.size(); m++) {
            Path path = series.path(whole.series()[m]);
            if (side.holds(region, topology.vantageOf(path), topology.targetOf(path))) {
                groups.computeIfAbsent(path.vantage(), _ -> new ArrayList<>())
                        .add(whole.series()[m]);
                shares.put(whole.series()[m], whole.share(m));
            }
        }
        Members crossing = Members.ofGroups(groups);
        float[] share = new float[crossing.size()];
        for (int m = 0; m < share.length; m++) {
            share[m] = shares.getOrDefault(crossing.series()[m], 1f);
        }
        Members members = new Members(crossing.series(), share, crossing.groupStart());
        boolean isComponent = Arrays.stream(hypotheses.ofLane(hypotheses.laneOf(h)))
                .anyMatch(other -> hypotheses.members(other).sameAs(members));
        return members.size() < MEMBERS_MIN || isComponent
                ? Optional.empty()
                : Optional.of(members);
    }

    /// The evidence that both sides of a hypothesis are at fault, and that either one is, which is
    /// believed less before.
    Split split(int h, SinceOnset since) {
        Map<Side, Members> sides = of(h);
        return new Split(since.ofMembers(hypotheses.byVantage(h)),
                either(sides, Side.INTO, since), either(sides, Side.OUT_OF, since));
    }

    private static double either(Map<Side, Members> sides, Side side, SinceOnset since) {
        Members members = sides.get(side);
        return members == null
                ? Double.NEGATIVE_INFINITY
                : Math.log(EITHER) + since.ofMembers(members);
    }

    /// The logarithms of the likelihood that both sides are harmed, and of that of either one alone
    /// times its prior beside both.
    record Split(double both, double into, double outOf) {

        /// Of a cause that has no sides.
        static Split whole(double logLikelihood) {
            return new Split(logLikelihood, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }

        /// Of all three together: a provider in a region as one cause.
        double total() {
            return logSum(both, logSum(into, outOf));
        }

        /// How much of that is one side alone (0..1).
        double share(Side side) {
            double own = switch (side) {
                case INTO -> into;
                case OUT_OF -> outOf;
            };
            return own == Double.NEGATIVE_INFINITY ? 0 : Math.exp(own - total());
        }

        private static double logSum(double one, double other) {
            double most = Math.max(one, other);
            return most == Double.NEGATIVE_INFINITY
                    ? most
                    : most + Math.log1p(Math.exp(Math.min(one, other) - most));
        }
    }
}
