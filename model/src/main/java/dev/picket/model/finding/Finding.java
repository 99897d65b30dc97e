package dev.picket.model.finding;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.List;

/// What the detector says. The findings of one fault share an id, which is unique in the life of a
/// detector and grows.
///
/// The order for one id: `Suspected`? -> `Opened` -> (`Pageable` | `Revised` | `Recovering` |
/// `ScopeChanged`)* -> `Resolved`; or `Suspected` -> `Subsided` -> `Unexplained`?.
/// `at` is the end of the tick that decided, wall clock.
public sealed interface Finding {

    Instant at();

    /// Evidence is past half of the threshold (in logarithm). Pages nobody.
    record Suspected(long id, Instant at, Culprit culprit, double logEvidence)
            implements
                Finding {}

    /// The paths whose next rounds would tell most about a suspicion, or about a culprit not yet
    /// told from its rivals; the most telling first. Said again in each tick in which it holds.
    record CloserLook(Instant at, List<Path> paths) implements Finding {
        public CloserLook {
            paths = List.copyOf(paths);
        }
    }

    /// A suspicion that went away.
    record Subsided(long id, Instant at) implements Finding {}

    /// The evidence crossed the threshold: the first key.
    record Opened(long id, Instant at, Diagnosis diagnosis) implements Finding {}

    /// The harm is large or lasts: the second key. Said once for each id.
    record Pageable(long id, Instant at, Diagnosis diagnosis) implements Finding {}

    /// Culprit, scope or harm changed.
    record Revised(long id, Instant at, Diagnosis diagnosis) implements Finding {}

    /// Fewer paths are bad than before, not all are yet shown to be good.
    record Recovering(long id, Instant at) implements Finding {}

    /// The culprit's vantages and far regions that have shown to be good while others have not.
    record ScopeChanged(long id, Instant at, List<String> good) implements Finding {
        public ScopeChanged {
            good = List.copyOf(good);
        }
    }

    /// A suspicion that had reached the evidence allowed once a day and went away without a fault.
    record Unexplained(long id, Instant at, Culprit culprit, double logEvidence)
            implements
                Finding {}

    /// Every vantage has shown that the fault is gone; `endedAt` estimates since when.
    /// `blip` marks one that ended before its second key turned.
    record Resolved(long id, Instant at, Instant endedAt, boolean blip) implements Finding {}

    /// Paths have been worse for a day without harm: this is what they are measured by from now on.
    /// A ticket, never a page.
    ///
    /// @param paths keys of paths, such as `sjc>fra-edge1/stamp`
    record BaselineAccepted(Instant at, List<String> paths) implements Finding {
        public BaselineAccepted {
            paths = List.copyOf(paths);
        }
    }

    /// What was learnt of a class of paths no longer holds: its tallies are worse than they should
    /// be without a fault, all evidence on it is worth less. A ticket, never a page.
    record Miscalibrated(Instant at, ProbeKind kind, Signal signal) implements Finding {}

    /// The prober of a vantage is at fault itself. Never a network page.
    record ProberTrouble(Instant at, String vantage, LocalFault fault) implements Finding {}

    /// The trouble of a vantage's prober has ended.
    record ProberRecovered(Instant at, String vantage) implements Finding {}
}
