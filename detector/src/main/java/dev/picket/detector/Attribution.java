package dev.picket.detector;

import dev.picket.detector.Verdict.OnsetTicks;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Finds the culprit of one fault in one lane, and its onset.
///
/// Idea: every component is scored on the same evidence: the likelihood that it harms a share of
/// its members since tick τ while everything else is as learnt, averaged over shares and over the
/// starts within two nats of the likeliest, times the prior of its class. A component whose members
/// are mostly good pays for each of them; one that holds only part of the bad paths forgoes the
/// rest. Cost: members of the lane × harms × shares for each start tried, only when something
/// alarmed. Refused: voting and risk-group covering, which find a third and none of the culprits.
final class Attribution {

    private static final double INTERVAL_NATS = 2;
    private static final int MAX_STARTS = 6;
    /// A candidate has a member with at least this much evidence, in nats.
    private static final double SUSPICIOUS_NATS = 1;
    /// Likelihoods are tempered: paths of one fault are more alike than the model says.
    private static final double TEMPER = 0.7;

    /// How unlikely it is that a component of the network harms one service and no packets.
    private static final double SERVICE_ONLY_NATS = Math.log(0.03);

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;

    Attribution(Evidence evidence) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
    }

    /// What to explain: the members that raised it, in which lane, over which ticks, seeing through
    /// the explanations of which faults (a set of bits), with what extra belief per hypothesis.
    record Question(int lane, Hypotheses.Members members, long from, long now, long seeThrough,
            Map<Integer, Double> logBelief) {

        Question withMembers(Hypotheses.Members others) {
            return new Question(lane, others, from, now, seeThrough, logBelief);
        }
    }

    Verdict judge(Question question) {
        OnsetTicks onset = onset(question);
        List<Suspect> ranking = rank(question, onset);
        if (ranking.isEmpty()) {
            return new Verdict(question.lane(), ranking, onset);
        }
        Hypotheses.Members best = members(ranking.getFirst());
        return new Verdict(question.lane(), ranking, onset(question.withMembers(best)));
    }

    /// The members a suspect stands for.
    Hypotheses.Members members(Suspect suspect) {
        return suspect.hypothesis() >= 0
                ? hypotheses.byVantage(suspect.hypothesis())
                : new Hypotheses.Members(new int[]{suspect.series()}, new float[]{1},
                        new int[]{0, 1});
    }

    private boolean counts(int i, Question question) {
        return (masks.explained(i) & ~question.seeThrough()) == 0;
    }

    private OnsetTicks onset(Question question) {
        SinceOnset since = new SinceOnset(ring, series, question.lane());
        double[] profile = new double[TallyRing.TICKS];
        long oldest = question.now();
        double best = Double.NEGATIVE_INFINITY;
        long at = question.now();
        for (long tick = question.now(); isKept(tick, question); tick--) {
            for (int i : question.members().series()) {
                if (counts(i, question)) {
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

    private boolean isKept(long tick, Question question) {
        return tick >= question.from() && tick > question.now() - TallyRing.TICKS
                && ring.holds(tick);
    }

    private List<Suspect> rank(Question question, OnsetTicks onset) {
        int[] candidates = hypotheses.ofLane(question.lane());
        double[][] scores = new double[candidates.length + 1][0];
        SinceOnset since = new SinceOnset(ring, series, question.lane());
        long step = Math.max(1, (onset.latest() - onset.earliest() + MAX_STARTS) / MAX_STARTS);
        int starts = (int) ((onset.latest() - onset.earliest()) / step) + 1;
        int done = 0;
        int single = -1;
        for (long tick = question.now(); tick >= onset.earliest() && done < starts; tick--) {
            addTick(since, tick, question);
            if (tick > onset.latest() || (onset.latest() - tick) % step != 0) {
                continue;
            }
            for (int c = 0; c < candidates.length; c++) {
                if (!hypotheses.hasNarrowerWord(candidates[c])
                        && isSuspicious(since, candidates[c])) {
                    put(scores, c, starts, done,
                            since.ofMembers(hypotheses.byVantage(candidates[c])));
                }
            }
            single = single < 0 ? worstSeries(since, question.lane()) : single;
            put(scores, candidates.length, starts, done, since.ofSeries(single));
            done++;
        }
        return weigh(question, onset, candidates, scores, single);
    }

    private static void put(double[][] scores, int c, int starts, int at, double score) {
        if (scores[c].length == 0) {
            scores[c] = new double[starts];
            java.util.Arrays.fill(scores[c], Double.NEGATIVE_INFINITY);
        }
        scores[c][at] = score;
    }

    private void addTick(SinceOnset since, long tick, Question question) {
        for (int i = series.laneStart(question.lane()); i < series
                .laneEnd(question.lane()); i++) {
            if (counts(i, question)) {
                since.addTick(tick, i);
            }
        }
    }

    private boolean isSuspicious(SinceOnset since, int h) {
        for (int i : hypotheses.members(h).series()) {
            if (since.strongest(i) > SUSPICIOUS_NATS) {
                return true;
            }
        }
        return false;
    }

    private int worstSeries(SinceOnset since, int lane) {
        int worst = series.laneStart(lane);
        for (int i = worst + 1; i < series.laneEnd(lane); i++) {
            worst = since.ofSeries(i) > since.ofSeries(worst) ? i : worst;
        }
        return worst;
    }

    private List<Suspect> weigh(Question question, OnsetTicks onset, int[] candidates,
            double[][] scores, int single) {
        Map<ComponentClass, Integer> sizes = new EnumMap<>(ComponentClass.class);
        for (int h : candidates) {
            sizes.merge(classOf(h), 1, Integer::sum);
        }
        List<Suspect> found = new ArrayList<>();
        for (int c = 0; c <= candidates.length; c++) {
            if (scores[c].length == 0) {
                continue;
            }
            double likelihood = SinceOnset.logMean(scores[c], 0, scores[c].length);
            if (c == candidates.length) {
                int all = series.laneEnd(question.lane()) - series.laneStart(question.lane());
                found.add(new Suspect(-1, single, likelihood, TEMPER * likelihood
                        + Math.log(ComponentClass.SINGLE_PATH_FAULTS / all), 0));
            } else {
                int h = candidates[c];
                double prior = Math.log(
                        classOf(h).faults() / sizes.getOrDefault(classOf(h), 1));
                found.add(new Suspect(h, -1, likelihood,
                        TEMPER * likelihood + prior + question.logBelief().getOrDefault(h, 0.0)
                                + ofPacketsToo(h, question, onset),
                        0));
            }
        }
        return withPosteriors(found);
    }

    /// What packets through the same component say, where a service's probes raised the question: a
    /// region or host that harms one service and no packet is unlikely next to the service itself.
    private double ofPacketsToo(int h, Question question, OnsetTicks onset) {
        Component component = hypotheses.component(h);
        boolean isService = component instanceof Component.Service
                || component instanceof Component.ServiceAtRegion;
        int packets = series.lanes().indexOf(new Lane(ProbeKind.STAMP, Signal.LOST));
        int other = packets < 0 ? -1 : hypotheses.of(component, packets);
        if (isService || other < 0
                || series.lanes().get(question.lane()).kind().service().isEmpty()) {
            return 0;
        }
        SinceOnset since = new SinceOnset(ring, series, packets);
        for (long tick = question.now(); tick >= onset.estimate()
                && isKept(tick, question); tick--) {
            for (int i : hypotheses.members(other).series()) {
                since.addTick(tick, i);
            }
        }
        return since.ofMembers(hypotheses.byVantage(other)) < 0 ? SERVICE_ONLY_NATS : 0;
    }

    private ComponentClass classOf(int h) {
        return ComponentClass.of(hypotheses.component(h));
    }

    private static List<Suspect> withPosteriors(List<Suspect> found) {
        double[] weights = found.stream().mapToDouble(Suspect::weight).toArray();
        double total = SinceOnset.logMean(weights, 0, weights.length) + Math.log(weights.length);
        return found.stream()
                .map(suspect -> suspect.withPosterior(Math.exp(suspect.weight() - total)))
                .sorted(Comparator.comparingDouble(Suspect::weight).reversed()).toList();
    }
}
