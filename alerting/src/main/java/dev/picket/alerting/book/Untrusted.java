package dev.picket.alerting.book;

import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.List;

/// The incident whose culprit is the detector itself: too much went unexplained in a day.
final class Untrusted {

    static final Culprit.Unnamed CULPRIT = new Culprit.Unnamed("detector",
            "the detector itself: " + Tickets.UNTRUSTED_COUNT
                    + " suspicions in 24 h came to nothing, what it learnt of health no longer "
                    + "holds");

    private Untrusted() {}

    /// It has no path, no rival and no harm to show.
    static Diagnosis diagnosis(Instant now) {
        return new Diagnosis(CULPRIT, ProbeKind.STAMP, Signal.LOST, 1, List.of(),
                new Onset(now, now.minus(Tickets.WINDOW), now), new Contrast(0, 0, 0, 0),
                new Harm(0, 0, 0), List.of(), List.of(), List.of(), 0, 0);
    }
}
