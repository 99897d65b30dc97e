package dev.picket.detector;

import dev.picket.model.topology.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The paths whose next round is expected to tell the rivals of a suspicion apart best.
///
/// Idea: with belief b_r in rival r, of which "nothing is wrong" may be one, path i is harmed with
/// probability m_i = Σ b_r·share_ri. The divergence between rivals that one more round of the path
/// is expected to show is about m_i·(1−m_i)·D_i, where D_i is the divergence of a harmed round from
/// a calm one: nothing where all rivals agree on the path, most where they are split in halves.
/// Ranked by it, each further path of an end (vantage or target) already chosen counting less, as
/// what strikes an end strikes all its paths. Source: expected information gain of a binary
/// experiment, to second order (Lindley 1956). Cost: rivals × members, and one sort; only while
/// something is suspected. Refused: all paths of the suspect alike, which tells it from nothing but
/// not from its rivals.
final class Separation {

    /// Paths asked for at a time.
    static final int PATHS_MAX = 256;
    /// Harm that the divergence is reckoned with: the order of nearly all, not its size, matters.
    private static final double HARM = 0.1;

    private final SeriesIndex series;
    private final Hypotheses hypotheses;
    private final TallyRing ring;
    /// m_i of each series of the lane asked about.
    private final double[] harmed;

    Separation(SeriesIndex series, Hypotheses hypotheses, TallyRing ring) {
        this.series = series;
        this.hypotheses = hypotheses;
        this.ring = ring;
        this.harmed = new double[series.count()];
    }

    /// What is believed of one hypothesis.
    record Belief(int hypothesis, double weight) {}

    /// The paths to look at more closely, best first.
    ///
    /// @param rivals hypotheses of one lane, weights in any unit
    /// @param nothing the weight of "nothing is wrong" in the same unit
    /// @param tick the last tick in the ring
    List<Path> best(List<Belief> rivals, double nothing, long tick) {
        double total = nothing;
        for (Belief rival : rivals) {
            total += rival.weight();
        }
        List<Integer> touched = new ArrayList<>();
        for (Belief rival : rivals) {
            Hypotheses.Members members = hypotheses.members(rival.hypothesis());
            for (int m = 0; m < members.size(); m++) {
                int i = members.series()[m];
                if (harmed[i] == 0) {
                    touched.add(i);
                }
                harmed[i] += rival.weight() / total * members.share(m);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i : touched) {
            double worth = harmed[i] * (1 - harmed[i]) * divergence(i, tick);
            harmed[i] = 0;
            if (worth > 0) {
                candidates.add(new Candidate(series.path(i), worth));
            }
        }
        return spread(candidates);
    }

    private record Candidate(Path path, double worth) {}

    private double divergence(int i, long tick) {
        if (!ring.has(tick, i)) {
            return 0;
        }
        EvidenceTable table = ring.table(tick, i);
        double calm = table.rate();
        double bad = calm + (1 - calm) * HARM;
        return table.trials()
                * (bad * Math.log(bad / calm) + (1 - bad) * Math.log((1 - bad) / (1 - calm)));
    }

    private static List<Path> spread(List<Candidate> candidates) {
        candidates.sort(Comparator.comparingDouble(Candidate::worth).reversed()
                .thenComparing(Candidate::path));
        Map<String, Integer> chosen = new HashMap<>();
        List<Candidate> again = new ArrayList<>();
        for (Candidate one : candidates) {
            int sharing = chosen.merge("from " + one.path().vantage(), 1, Integer::sum)
                    + chosen.merge("to " + one.path().target(), 1, Integer::sum) - 1;
            again.add(new Candidate(one.path(), one.worth() / sharing));
        }
        return again.stream().sorted(Comparator.comparingDouble(Candidate::worth).reversed()
                .thenComparing(Candidate::path)).limit(PATHS_MAX).map(Candidate::path).toList();
    }
}
