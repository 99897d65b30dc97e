package dev.picket.model.finding;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.util.List;

/// What is wrong, whom it is blamed on and why: the frozen evidence of one moment.
///
/// @param kind the probe kind whose paths show it most
/// @param signal the signal that shows it most
/// @param confidence posterior of the culprit among its rivals (0..1)
/// @param rivals the ranking, likeliest first, the culprit's own components included
/// @param affected the worst paths and what each saw, worst first; bounded by the detector
/// @param regions the regions of affected paths, most affected first
/// @param stillWorks paths comparable with the affected ones that are good; bounded
/// @param logEvidence the statistic at this moment, in nats
/// @param logThreshold what the statistic had to reach, in nats
public record Diagnosis(Culprit culprit, ProbeKind kind, Signal signal, double confidence,
        List<Rival> rivals, Onset onset, Contrast contrast, Harm harm, List<PathEvidence> affected,
        List<String> regions, List<Path> stillWorks, double logEvidence, double logThreshold) {

    public Diagnosis {
        rivals = List.copyOf(rivals);
        affected = List.copyOf(affected);
        regions = List.copyOf(regions);
        stillWorks = List.copyOf(stillWorks);
    }

    /// How many comparable paths are good: [#stillWorks] lists the first of them only.
    public int stillWorking() {
        return Math.max(stillWorks.size(), contrast.elsewhere() - contrast.badElsewhere());
    }
}
