package dev.picket.detector;

import dev.picket.detector.Verdict.OnsetTicks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Which components together explain all that is bad in a lane, where faults go on at once.
///
/// Idea: greedy with second thoughts. The best component explains its paths away, the next is found
/// on the residue, up to [#MAX_FAULTS], each worth more than [#WORTH_NATS]. A wide component that
/// holds the paths of two narrow faults would win the first round, so the runners-up are tried as
/// the first as well, and then each one is swapped for whatever explains its part better; the whole
/// with the greatest total stays, unless a group of paths without a name is worth more than it.
/// Cost: a scoring of the suspicious components for each step, at one start. Refused: all pairs,
/// which is the square of the components.
final class JointExplanation {

    private static final int MAX_FAULTS = 3;
    private static final int FIRSTS = 4;
    /// A fault is worth explaining from this weight on, in nats.
    private static final double WORTH_NATS = 6;

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Ranking ranking;

    JointExplanation(Evidence evidence, Ranking ranking) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.ring = evidence.ring();
        this.ranking = ranking;
    }

    /// The series that faults other than the question's own explain.
    BitSet others(Attribution.Question question, OnsetTicks onset) {
        Search search = new Search(question, onset);
        List<Integer> whole = search.best();
        if (whole.size() < 2 || search.group > search.total(whole)) {
            return new BitSet();
        }
        int own = whole.stream().max(Comparator.comparingDouble(
                h -> search.shared(h, question.members()))).orElseThrow();
        BitSet explained = search.membersOf(whole.stream().filter(h -> h != own).toList());
        return explained;
    }

    private final class Search {
        private final SinceOnset since;
        private final int[] candidates;
        private final Ranking.Priors priors;
        private final double group;
        /// By the components that explain their series away.
        private final Map<Set<Integer>, double[]> weightsBeside = new HashMap<>();
        private final double[] alone;

        Search(Attribution.Question question, OnsetTicks onset) {
            since = new SinceOnset(ring, series, question.lane());
            for (long tick = question.now(); tick >= onset.estimate()
                    && question.keeps(tick, ring); tick--) {
                ranking.addTick(since, tick, question);
            }
            int[] all = hypotheses.ofLane(question.lane());
            candidates = IntStream.of(all).filter(h -> ranking.isCandidate(since, h)).toArray();
            priors = ranking.new Priors(question, onset, all);
            group = ranking.weight(since.ofAnyPaths());
            alone = Arrays.stream(candidates)
                    .mapToDouble(h -> ranking.weight(h, since, priors)).toArray();
            weightsBeside.put(Set.of(), alone);
        }

        /// The components of the best whole, in the order they were found.
        List<Integer> best() {
            int[] firsts = IntStream.range(0, candidates.length).boxed()
                    .sorted(Comparator.comparingDouble(c -> -alone[c])).limit(FIRSTS)
                    .mapToInt(c -> candidates[c]).toArray();
            List<Integer> best = List.of();
            for (int first : firsts) {
                List<Integer> whole = swapped(greedy(first));
                best = best.isEmpty() || total(whole) > total(best) ? whole : best;
            }
            return best;
        }

        private List<Integer> greedy(int first) {
            List<Integer> whole = new ArrayList<>(List.of(first));
            while (whole.size() < MAX_FAULTS) {
                int next = bestBeside(whole);
                if (next < 0) {
                    break;
                }
                whole.add(next);
            }
            return whole;
        }

        /// Each in turn gives way to what explains its part better.
        private List<Integer> swapped(List<Integer> whole) {
            List<Integer> now = new ArrayList<>(whole);
            for (int at = 0; now.size() > 1 && at < now.size(); at++) {
                int replaced = now.get(at);
                int other = bestBeside(now.stream().filter(h -> h != replaced).toList());
                List<Integer> changed = new ArrayList<>(now);
                changed.set(at, other);
                now = other >= 0 && total(changed) > total(now) ? changed : now;
            }
            return now;
        }

        /// The best component on what `whole` leaves, or -1 where none is worth it.
        private int bestBeside(List<Integer> whole) {
            double[] weights = weights(whole);
            int best = -1;
            double most = WORTH_NATS;
            for (int c = 0; c < candidates.length; c++) {
                if (weights[c] > most && !whole.contains(candidates[c])) {
                    most = weights[c];
                    best = candidates[c];
                }
            }
            return best;
        }

        /// The weight of each candidate beside others: that which it has alone, where they share no
        /// series.
        private double[] weights(List<Integer> explaining) {
            return weightsBeside.computeIfAbsent(Set.copyOf(explaining), others -> {
                BitSet members = membersOf(others);
                since.explain(members);
                double[] weights = new double[candidates.length];
                for (int c = 0; c < candidates.length; c++) {
                    weights[c] = isAnyOf(members, candidates[c])
                            ? ranking.weight(candidates[c], since, priors)
                            : alone[c];
                }
                return weights;
            });
        }

        private boolean isAnyOf(BitSet some, int h) {
            for (int i : hypotheses.members(h).series()) {
                if (some.get(i)) {
                    return true;
                }
            }
            return false;
        }

        private double weight(int h, List<Integer> explaining) {
            double[] known = weightsBeside.get(Set.copyOf(explaining));
            if (known != null) {
                return known[Arrays.binarySearch(candidates, h)];
            }
            since.explain(membersOf(explaining));
            return ranking.weight(h, since, priors);
        }

        /// The weight of a whole: each component on what those before it leave.
        double total(List<Integer> whole) {
            double total = 0;
            for (int at = 0; at < whole.size(); at++) {
                total += weight(whole.get(at), whole.subList(0, at));
            }
            return total;
        }

        BitSet membersOf(Collection<Integer> whole) {
            BitSet members = new BitSet();
            for (int h : whole) {
                for (int i : hypotheses.members(h).series()) {
                    members.set(i);
                }
            }
            return members;
        }

        /// How much of what raised the question, in evidence, a component holds.
        double shared(int h, Hypotheses.Members raised) {
            BitSet members = membersOf(List.of(h));
            double shared = 0;
            for (int i : raised.series()) {
                shared += members.get(i) ? Math.max(0, since.ofSeries(i)) : 0;
            }
            return shared;
        }
    }
}
