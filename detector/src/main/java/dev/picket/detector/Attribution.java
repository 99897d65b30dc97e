package dev.picket.detector;

import dev.picket.detector.Verdict.OnsetTicks;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Finds the culprit of one fault in one lane, and its onset.
///
/// Idea: every component is scored on the same evidence: the likelihood that it harms a share of
/// its members since tick τ while everything else is as learnt, averaged over shares and over the
/// starts within two nats of the likeliest, times the prior of its class. A component whose members
/// are mostly good pays for each of them; one that holds only part of the bad paths forgoes the
/// rest. Where several faults go on at once, what the others explain is taken out first. Cost:
/// members of the lane × harms × shares for each start tried, only when something alarmed. Refused:
/// voting and risk-group covering, which find a third and none of the culprits.
final class Attribution {

    private static final double INTERVAL_NATS = 2;
    private static final BitSet NOTHING = new BitSet();

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;
    private final Ranking ranking;
    private final JointExplanation joint;

    Attribution(Evidence evidence) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
        this.ranking = new Ranking(evidence);
        this.joint = new JointExplanation(evidence, ranking);
    }

    /// What to explain: the members that raised it, in which lane, over which ticks, seeing through
    /// the explanations of which faults (a set of bits), with what extra belief per hypothesis.
    record Question(int lane, Hypotheses.Members members, long from, long now, long seeThrough,
            Map<Integer, Double> logBelief) {

        Question withMembers(Hypotheses.Members others) {
            return new Question(lane, others, from, now, seeThrough, logBelief);
        }

        /// Whether a series says something of a tick: not where an open fault explains it or did so
        /// then, unless the question is about that fault itself.
        boolean hears(int i, long tick, Masks masks) {
            return (masks.explained(i) & ~seeThrough) == 0
                    && (seeThrough != 0 || !masks.wasExplained(i, tick));
        }

        boolean keeps(long tick, TallyRing ring) {
            return tick >= from && tick > now - TallyRing.TICKS && ring.holds(tick);
        }
    }

    /// The culprit, other faults of the same time taken out.
    Verdict judge(Question question) {
        OnsetTicks onset = onset(question);
        return judge(question, onset, joint.others(question, onset));
    }

    /// The culprit as if there were but one for all that is bad.
    Verdict judgeAsOne(Question question) {
        return judge(question, onset(question), NOTHING);
    }

    private Verdict judge(Question question, OnsetTicks onset, BitSet explained) {
        List<Suspect> ranked = ranking.rank(question, onset, explained);
        if (ranked.isEmpty()) {
            return new Verdict(question.lane(), ranked, onset);
        }
        Hypotheses.Members best = members(ranked.getFirst());
        return new Verdict(question.lane(), ranked, onset(question.withMembers(best)));
    }

    /// The members a suspect stands for.
    Hypotheses.Members members(Suspect suspect) {
        if (suspect.hypothesis() >= 0) {
            return hypotheses.byVantage(suspect.hypothesis());
        }
        int[] group = suspect.group().stream().mapToInt(Integer::intValue).toArray();
        float[] share = new float[group.length];
        Arrays.fill(share, 1);
        return new Hypotheses.Members(group, share, new int[]{0, group.length});
    }

    private OnsetTicks onset(Question question) {
        SinceOnset since = new SinceOnset(ring, series, question.lane());
        double[] profile = new double[TallyRing.TICKS];
        long oldest = question.now();
        double best = Double.NEGATIVE_INFINITY;
        long at = question.now();
        for (long tick = question.now(); question.keeps(tick, ring); tick--) {
            for (int i : question.members().series()) {
                if (question.hears(i, tick, masks)) {
                    since.addTick(tick, i);
                }
            }
            double score = since.ofMembers(question.members());
            profile[(int) (question.now() - tick)] = score;
            if (score > best) {
                best = score;
                at = tick;
            }
            oldest = tick;
        }
        long earliest = at;
        while (earliest > oldest
                && profile[(int) (question.now() - earliest + 1)] > best - INTERVAL_NATS) {
            earliest--;
        }
        long latest = at;
        while (latest < question.now()
                && profile[(int) (question.now() - latest - 1)] > best - INTERVAL_NATS) {
            latest++;
        }
        return new OnsetTicks(at, earliest, latest);
    }
}
