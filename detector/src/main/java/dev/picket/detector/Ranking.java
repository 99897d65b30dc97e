package dev.picket.detector;

import dev.picket.detector.Sides.Split;
import dev.picket.detector.Verdict.OnsetTicks;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Weighs every candidate of one lane on the same evidence: likelihood, tempered, times prior.
///
/// Beside the components stand the worst single path and the group of paths that are bad together
/// whatever they cross: a cause outside the topology. Naming the paths of a group one by one costs
/// more evidence than naming a component that holds them, so a group wins only where no component
/// fits.
final class Ranking {

    /// A candidate has a member with at least this much evidence, in nats.
    private static final double SUSPICIOUS_NATS = 1;
    /// The exponent of likelihoods, as fitted on seeded faults.
    private static final double TEMPER = 1;
    /// How unlikely it is that a component of the network harms one service and no packets.
    private static final double SERVICE_ONLY_NATS = Math.log(0.03);
    /// How unlikely it is that every region is full at once.
    private static final double FULL_EVERYWHERE_NATS = Math.log(0.03);

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;

    Ranking(Evidence evidence) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
    }

    /// The candidates, likeliest first, where `explained` series say nothing.
    List<Suspect> rank(Attribution.Question question, OnsetTicks onset, BitSet explained) {
        Lane lane = series.lanes().get(question.lane());
        int[] candidates = hypotheses.ofLane(question.lane());
        SinceOnset since = new SinceOnset(ring, series, question.lane());
        since.explain(explained);
        Starts starts = new Starts(onset, candidates.length);
        List<Integer> single = List.of();
        SinceOnset.Group group = new SinceOnset.Group(List.of(), 0);
        Hypotheses.Members crossing = Hypotheses.Members.ofGroups(new TreeMap<>());
        for (long tick = question.now(); starts.wants(tick); tick--) {
            addTick(since, tick, question);
            if (!starts.isStart(tick)) {
                continue;
            }
            for (int c = 0; c < candidates.length; c++) {
                if (isCandidate(since, candidates[c])) {
                    starts.put(c, hypotheses.sides().split(candidates[c], since));
                }
            }
            single = single.isEmpty() ? worstSeries(since, question.lane()) : single;
            starts.put(candidates.length, Split.whole(since.ofSeries(single.getFirst())));
            group = since.ofAnyPaths();
            starts.put(candidates.length + 1, Split.whole(group.logLikelihood()));
            crossing = crossing.size() == 0 ? crossing(group, question.lane()) : crossing;
            starts.put(candidates.length + 2, Split.whole(since.ofMembers(crossing)));
            starts.next();
        }
        List<Suspect> found = new ArrayList<>();
        Priors priors = new Priors(question, onset, candidates);
        for (int c = 0; c < candidates.length; c++) {
            if (starts.has(c)) {
                found.add(suspect(candidates[c], List.of(), starts.mean(c),
                        priors.of(candidates[c])));
            }
        }
        if (lane.isCapacity()) {
            return withPosteriors(found);
        }
        if (starts.has(candidates.length)) {
            found.add(suspect(-1, single, starts.mean(candidates.length), priors.ofOnePath()));
        }
        if (group.series().size() > 1) {
            found.add(suspect(-1, group.series(), starts.mean(candidates.length + 1),
                    Math.log(ComponentClass.UNNAMED_FAULTS)));
        }
        if (crossing.size() > 1) {
            double pairs = 0.5 * candidates.length * candidates.length;
            found.add(suspect(-1, IntStream.of(crossing.series()).boxed().toList(),
                    starts.mean(candidates.length + 2),
                    Math.log(ComponentClass.UNNAMED_FAULTS / pairs)));
        }
        return withSides(withPosteriors(found));
    }

    /// Weighs those that would be blamed again, as causes that may harm one of their sides alone;
    /// every candidate where a vantage would be, since paths out of its region are its own paths,
    /// and to blame it pages nobody.
    private List<Suspect> withSides(List<Suspect> ranked) {
        List<Suspect> blamed = Verdict.blamed(ranked);
        boolean ofVantage = blamed.stream().anyMatch(this::isVantage);
        return withPosteriors(ranked.stream().map(suspect -> ofVantage || blamed.contains(suspect)
                ? suspect.withSides()
                : suspect).toList());
    }

    private boolean isVantage(Suspect suspect) {
        return suspect.hypothesis() >= 0
                && hypotheses.component(suspect.hypothesis()) instanceof Component.Vantage;
    }

    /// All series of a lane that cross every component that nearly all of a group cross; none where
    /// that is one component or no narrower than one.
    private Hypotheses.Members crossing(SinceOnset.Group group, int lane) {
        TreeMap<String, List<Integer>> members = new TreeMap<>();
        List<Component> common = group.series().size() < 2
                ? List.of()
                : new UnnamedGroup(series, group.series()).common();
        for (int i = series.laneStart(lane); common.size() > 1 && i < series.laneEnd(lane); i++) {
            Route route = series.topology().routes().get(series.pathOf(i));
            if (common.stream().allMatch(route::crosses)) {
                members.computeIfAbsent(series.path(i).vantage(), _ -> new ArrayList<>()).add(i);
            }
        }
        Hypotheses.Members crossing = Hypotheses.Members.ofGroups(members);
        boolean isComponent = common.stream().map(component -> hypotheses.of(component, lane))
                .anyMatch(h -> h >= 0 && hypotheses.members(h).size() == crossing.size());
        return isComponent ? Hypotheses.Members.ofGroups(new TreeMap<>()) : crossing;
    }

    private static Suspect suspect(int h, List<Integer> group, Split split, double logPrior) {
        return new Suspect(h, group, split.both(), TEMPER * split.both() + logPrior, 0, split);
    }

    /// The tempered likelihood and prior of a hypothesis from one start.
    double weight(int h, SinceOnset since, Priors priors) {
        return TEMPER * since.ofMembers(hypotheses.byVantage(h)) + priors.of(h);
    }

    /// The same for a group of any paths.
    double weight(SinceOnset.Group group) {
        return TEMPER * group.logLikelihood() + Math.log(ComponentClass.UNNAMED_FAULTS);
    }

    /// Whether a hypothesis may be named and has a member that is bad.
    boolean isCandidate(SinceOnset since, int h) {
        if (hypotheses.hasNarrowerWord(h)) {
            return false;
        }
        for (int i : hypotheses.members(h).series()) {
            if (since.strongest(i) > SUSPICIOUS_NATS) {
                return true;
            }
        }
        return false;
    }

    /// Adds a tick of a whole lane, but for what open faults explain.
    void addTick(SinceOnset since, long tick, Attribution.Question question) {
        for (int i = series.laneStart(question.lane()); i < series
                .laneEnd(question.lane()); i++) {
            if (question.hears(i, tick, masks)) {
                since.addTick(tick, i);
            }
        }
    }

    private List<Integer> worstSeries(SinceOnset since, int lane) {
        int worst = series.laneStart(lane);
        for (int i = worst + 1; i < series.laneEnd(lane); i++) {
            worst = since.ofSeries(i) > since.ofSeries(worst) ? i : worst;
        }
        return List.of(worst);
    }

    private static List<Suspect> withPosteriors(List<Suspect> found) {
        double[] weights = found.stream().mapToDouble(Suspect::weight).toArray();
        double total = SinceOnset.logMean(weights, 0, weights.length) + Math.log(weights.length);
        return found.stream()
                .map(suspect -> suspect.withPosterior(Math.exp(suspect.weight() - total)))
                .sorted(Comparator.comparingDouble(Suspect::weight).reversed()).toList();
    }

    /// What is believed of each candidate before the evidence of the question's lane.
    final class Priors {
        private final Attribution.Question question;
        private final OnsetTicks onset;
        private final Map<ComponentClass, Integer> sizes = new EnumMap<>(ComponentClass.class);

        Priors(Attribution.Question question, OnsetTicks onset, int[] candidates) {
            this.question = question;
            this.onset = onset;
            for (int h : candidates) {
                sizes.merge(hypotheses.classOf(h), 1, Integer::sum);
            }
        }

        double ofOnePath() {
            int all = series.laneEnd(question.lane()) - series.laneStart(question.lane());
            return Math.log(ComponentClass.SINGLE_PATH_FAULTS / all);
        }

        double of(int h) {
            ComponentClass kind = hypotheses.classOf(h);
            double ofClass = Math.log(kind.faults() / sizes.getOrDefault(kind, 1));
            if (hypotheses.lane(h).isCapacity()) {
                return ofClass + (kind == ComponentClass.SERVICE ? FULL_EVERYWHERE_NATS : 0);
            }
            return ofClass + question.logBelief().getOrDefault(h, 0.0) + ofPacketsToo(h);
        }

        /// What packets through the same component say, where a service's probes raised the
        /// question: a region or host that harms one service and no packet is unlikely next to the
        /// service itself.
        private double ofPacketsToo(int h) {
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
                    && question.keeps(tick, ring); tick--) {
                for (int i : hypotheses.members(other).series()) {
                    since.addTick(tick, i);
                }
            }
            return since.ofMembers(hypotheses.byVantage(other)) < 0 ? SERVICE_ONLY_NATS : 0;
        }
    }
}
