package dev.picket.simulation.demo;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The judge of the story: folds what is seen (events, pages, time) into lines for people and a
/// verdict for each fault. Pure: all times are handed in, and they are the times at which things
/// were *seen*, not those that are claimed.
public final class StoryCheck {

    /// An incident belongs to a fault when it opens between the fault's onset and this long after
    /// its end.
    private static final Duration BELONGS = Duration.ofSeconds(20);
    /// Unexpected things kept; more would not change the verdict.
    private static final int UNEXPECTED_MAX = 100;

    private final StoryPlan plan;
    private final Instant start;
    private final List<FaultProgress> faults;
    private final Map<String, FaultProgress> byIncident = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Set<String> said = new TreeSet<>();

    public StoryCheck(StoryPlan plan, Instant start) {
        this.plan = plan;
        this.start = start;
        this.faults = plan.faults().stream().map(fault -> new FaultProgress(fault, start))
                .toList();
    }

    /// An incident event was seen.
    public List<StoryLine> seen(Instant now, IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened opened -> opened.origin() == Origin.SIMULATED
                    ? List.of()
                    : opened(now, opened.incidentId(), opened.diagnosis());
            case IncidentEvent.Reopened reopened ->
                opened(now, reopened.incidentId(), reopened.diagnosis());
            case IncidentEvent.Revised revised -> revised(now, revised);
            case IncidentEvent.Recovering recovering -> about(now, recovering.incidentId(),
                    StoryLine.Kind.RECOVERING, recovering.incidentId() + " is recovering");
            case IncidentEvent.Resolved resolved -> {
                Optional.ofNullable(byIncident.get(resolved.incidentId()))
                        .ifPresent(progress -> progress.resolved(now));
                yield about(now, resolved.incidentId(), StoryLine.Kind.RESOLVED,
                        resolved.incidentId() + " is resolved");
            }
            case IncidentEvent.PageEnqueued _,IncidentEvent.PageAttempted _ -> List.of();
            case IncidentEvent.Acknowledged _,IncidentEvent.Noted _ -> List.of();
            case IncidentEvent.Operated _,IncidentEvent.ScopeChanged _ -> List.of();
            case IncidentEvent.Accepted _,IncidentEvent.Acted _ -> List.of();
            case IncidentEvent.Flapping _,IncidentEvent.Merged _,IncidentEvent.Ticketed _ ->
                List.of();
            case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ -> List.of();
        };
    }

    /// The built-in receiver got a page.
    public List<StoryLine> received(ReceivedPage page) {
        if (!page.action().equals("trigger")) {
            return List.of();
        }
        String incident = page.dedupKey().replaceFirst("#.*", "");
        FaultProgress progress = byIncident.get(incident);
        if (progress == null) {
            return unexpected(page.at(), "a page for " + page.dedupKey()
                    + " that belongs to no fault: " + page.summary());
        }
        boolean first = progress.paged(page.at());
        return first
                ? List.of(line(page.at(), StoryLine.Kind.PAGED, progress, page.receiver()
                        + " has the page, " + seconds(progress.begins(), page.at())
                        + " after the onset: " + page.summary()))
                : List.of();
    }

    /// Time has passed: what the script says has happened since.
    public List<StoryLine> at(Instant now) {
        List<StoryLine> lines = new ArrayList<>();
        if (reached(now, start.plus(plan.warmUp()), "warm")) {
            lines.add(new StoryLine(plan.warmUp(), StoryLine.Kind.WARM, Optional.empty(),
                    "the detector has learnt what is normal"));
        }
        for (FaultProgress progress : faults) {
            String id = progress.story().fault().id();
            if (reached(now, progress.begins(), id + " began")) {
                lines.add(line(progress.begins(), StoryLine.Kind.FAULT_BEGAN, progress,
                        progress.story().title()));
            }
            if (reached(now, progress.ends(), id + " ended")) {
                lines.add(line(progress.ends(), StoryLine.Kind.FAULT_ENDED, progress,
                        progress.story().title()));
            }
        }
        return lines;
    }

    /// Whether nothing more can happen that the plan asks for, or its time is up.
    public boolean isOver(Instant now) {
        boolean timeIsUp = !now.isBefore(start.plus(plan.length()));
        return timeIsUp || faults.stream().allMatch(FaultProgress::isOver);
    }

    public StoryVerdict verdict() {
        return new StoryVerdict(faults.stream().map(progress -> progress.verdict(plan)).toList(),
                unexpected);
    }

    private List<StoryLine> opened(Instant now, String incident, Diagnosis diagnosis) {
        Optional<FaultProgress> owner = faults.stream()
                .filter(progress -> !now.isBefore(progress.begins())
                        && now.isBefore(progress.ends().plus(BELONGS)))
                .reduce((_, later) -> later);
        if (owner.isEmpty()) {
            return unexpected(now, incident + " opened though nothing had failed, blaming "
                    + diagnosis.culprit().label());
        }
        owner.get().opened(incident, now, diagnosis);
        byIncident.put(incident, owner.get());
        return List.of(line(now, StoryLine.Kind.OPENED, owner.get(),
                incident + " opened " + seconds(owner.get().begins(), now)
                        + " after the onset, blames " + diagnosis.culprit().label() + " ("
                        + diagnosis.contrast().text() + ")"));
    }

    private List<StoryLine> revised(Instant now, IncidentEvent.Revised revised) {
        FaultProgress progress = byIncident.get(revised.incidentId());
        if (progress == null) {
            return List.of();
        }
        progress.revised(revised.diagnosis());
        Culprit culprit = revised.diagnosis().culprit();
        return said.add(revised.incidentId() + " blames " + culprit.key())
                ? List.of(line(now, StoryLine.Kind.REVISED, progress,
                        revised.incidentId() + " blames " + culprit.label()))
                : List.of();
    }

    private List<StoryLine> about(Instant now, String incident, StoryLine.Kind kind,
            String text) {
        FaultProgress progress = byIncident.get(incident);
        return progress == null || (kind == StoryLine.Kind.RECOVERING && !said.add(text))
                ? List.of()
                : List.of(line(now, kind, progress, text));
    }

    private List<StoryLine> unexpected(Instant now, String text) {
        if (unexpected.size() < UNEXPECTED_MAX) {
            unexpected.add(text);
        }
        return List.of(new StoryLine(Duration.between(start, now), StoryLine.Kind.UNEXPECTED,
                Optional.empty(), text));
    }

    private boolean reached(Instant now, Instant moment, String what) {
        return !now.isBefore(moment) && said.add(what);
    }

    private StoryLine line(Instant now, StoryLine.Kind kind, FaultProgress progress,
            String text) {
        return new StoryLine(Duration.between(start, now), kind,
                Optional.of(progress.story().fault().id()), text);
    }

    private static String seconds(Instant from, Instant to) {
        return String.format(java.util.Locale.ROOT, "%.1f s",
                Duration.between(from, to).toMillis() / 1000.0);
    }
}
