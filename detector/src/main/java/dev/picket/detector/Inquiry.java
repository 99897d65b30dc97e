package dev.picket.detector;

import dev.picket.model.topology.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts the questions that attribution answers: which series raised it, since when, seeing through
/// which open faults, and what the probers' silence says beforehand.
final class Inquiry {

    private static final int ONSET_SLACK_TICKS = 8;
    private static final double CUT_OFF_NATS = Math.log(20);

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final ProberWatch probers;

    Inquiry(Evidence evidence, ProberWatch probers) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.probers = probers;
    }

    /// What harms `raised`, over all ticks kept, beside the faults that are open.
    Attribution.Question about(int lane, Set<Integer> raised, long now) {
        return question(lane, raised, now, 0, Long.MIN_VALUE);
    }

    /// What harms `raised`, since shortly before the onset of an open fault and as if that one
    /// explained nothing.
    Attribution.Question again(OpenFault fault, int lane, Set<Integer> raised, long now) {
        return question(lane, raised, now, fault.bits(),
                fault.verdict.onset().earliest() - ONSET_SLACK_TICKS);
    }

    private Attribution.Question question(int lane, Set<Integer> raised, long now, long through,
            long from) {
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        for (int i : new TreeSet<>(raised)) {
            groups.computeIfAbsent(series.path(i).vantage(), _ -> new ArrayList<>()).add(i);
        }
        return new Attribution.Question(lane, Hypotheses.Members.ofGroups(groups), from, now,
                through, beliefs(lane, now));
    }

    /// A region that is cut off explains why its own vantages are silent.
    private Map<Integer, Double> beliefs(int lane, long now) {
        Map<Integer, Double> beliefs = new HashMap<>();
        for (int h : hypotheses.ofLane(lane)) {
            if (hypotheses.component(h) instanceof Component.Region(String region)
                    && probers.isCutOff(region, now)) {
                beliefs.put(h, CUT_OFF_NATS);
            }
        }
        return beliefs;
    }
}
