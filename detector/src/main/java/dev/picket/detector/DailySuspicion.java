package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tickets have a budget of their own: one false one a day. A suspicion that reached the evidence
/// which that budget allows, and went away without becoming a fault, is told of.
///
/// Thresholds are those of a page, lower by the ratio of the two budgets.
final class DailySuspicion {

    private static final Duration DAY = Duration.ofDays(1);

    private final double allowanceNats;
    private Optional<Culprit> culprit = Optional.empty();
    private double most = Double.NEGATIVE_INFINITY;

    DailySuspicion(DetectorSettings settings) {
        double ticksADay = (double) DAY.toNanos() / settings.tick().toNanos();
        this.allowanceNats = Math.max(0, Math.log(settings.ticksPerFalseAlarm() / ticksADay));
    }

    /// What is suspected most in a tick.
    void seen(Trigger trigger, Culprit suspected) {
        if (trigger.margin() + allowanceNats >= 0 && trigger.logStatistic() > most) {
            most = trigger.logStatistic();
            culprit = Optional.of(suspected);
        }
    }

    /// The suspicion became a fault.
    void explained() {
        culprit = Optional.empty();
        most = Double.NEGATIVE_INFINITY;
    }

    /// The suspicion went away.
    void subsided(long id, Instant at, List<Finding> findings) {
        culprit.ifPresent(
                suspected -> findings.add(new Finding.Unexplained(id, at, suspected, most)));
        explained();
    }
}
