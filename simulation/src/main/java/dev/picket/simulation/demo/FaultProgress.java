package dev.picket.simulation.demo;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What has been seen of one fault so far.
final class FaultProgress {

    private final StoryFault story;
    private final Instant begins;
    private final Instant ends;
    private final Set<String> incidents = new TreeSet<>();
    private Optional<Instant> openedAt = Optional.empty();
    private Optional<Instant> pagedAt = Optional.empty();
    private Optional<Instant> resolvedAt = Optional.empty();
    private Optional<Diagnosis> latest = Optional.empty();
    private Optional<Diagnosis> whenPaged = Optional.empty();

    FaultProgress(StoryFault story, Instant start) {
        this.story = story;
        this.begins = start.plus(story.fault().at());
        this.ends = start.plus(story.fault().end());
    }

    StoryFault story() {
        return story;
    }

    Instant begins() {
        return begins;
    }

    Instant ends() {
        return ends;
    }

    void opened(String incident, Instant at, Diagnosis diagnosis) {
        incidents.add(incident);
        if (openedAt.isEmpty()) {
            openedAt = Optional.of(at);
        }
        latest = Optional.of(diagnosis);
        resolvedAt = Optional.empty();
    }

    void revised(Diagnosis diagnosis) {
        latest = Optional.of(diagnosis);
    }

    /// True for the first page alone.
    boolean paged(Instant at) {
        if (pagedAt.isPresent()) {
            return false;
        }
        pagedAt = Optional.of(at);
        whenPaged = latest;
        return true;
    }

    void resolved(Instant at) {
        resolvedAt = Optional.of(at);
    }

    boolean isOver() {
        return pagedAt.isPresent() && resolvedAt.isPresent();
    }

    StoryVerdict.FaultVerdict verdict(StoryPlan plan) {
        List<String> broken = new ArrayList<>();
        if (incidents.size() != 1) {
            broken.add("exactly one incident was wanted, " + incidents.size() + " were opened");
        }
        within(broken, "opened", openedAt, plan.openWithin());
        within(broken, "paged", pagedAt, plan.pageWithin());
        blamed(broken, "the page", whenPaged);
        blamed(broken, "the incident", latest);
        if (resolvedAt.isEmpty()) {
            broken.add("was not resolved");
        } else if (resolvedAt.get().isBefore(ends)) {
            broken.add("was resolved before the fault ended");
        }
        return new StoryVerdict.FaultVerdict(story.fault().id(), incidents.stream().findFirst(),
                openedAt.map(at -> Duration.between(begins, at)),
                pagedAt.map(at -> Duration.between(begins, at)),
                resolvedAt.map(at -> Duration.between(ends, at)),
                latest.map(diagnosis -> diagnosis.culprit().label()), broken);
    }

    private void within(List<String> broken, String what, Optional<Instant> at, Duration limit) {
        if (at.isEmpty()) {
            broken.add("was not " + what);
        } else if (Duration.between(begins, at.get()).compareTo(limit) > 0) {
            broken.add("was " + what + " "
                    + Duration.between(begins, at.get()).toMillis() / 1000.0
                    + " s after its onset, later than " + limit.toSeconds() + " s");
        }
    }

    private void blamed(List<String> broken, String who, Optional<Diagnosis> diagnosis) {
        if (diagnosis.isEmpty()) {
            return;
        }
        Component wanted = story.culprit();
        Culprit culprit = diagnosis.get().culprit();
        boolean named = culprit instanceof Culprit.Named(Component component)
                && component.equals(wanted);
        boolean first = !diagnosis.get().rivals().isEmpty()
                && diagnosis.get().rivals().getFirst().component().equals(wanted);
        if (!named) {
            broken.add(who + " blames " + culprit.label() + ", not " + wanted.label());
        } else if (!first) {
            broken.add(who + " does not rank " + wanted.label() + " first");
        }
    }
}
