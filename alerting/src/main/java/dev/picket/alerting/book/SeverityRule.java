package dev.picket.alerting.book;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.incident.Severity;

/// How severe a diagnosis is.
///
/// `impact = weight(signal) · bad paths / paths · bad ratio`, where slow, reordered and
/// jittery, and a want of room (another region may have it) count 0.3, duplicates, which harm
/// hardly anybody, 0.05, and everything else 1. Critical from impact 0.5 in three
/// regions or more; major from impact 0.1, or from 0.03 in three regions or more; else minor. So
/// 15 % loss both ways (28 % of round trips) on all paths of a provider in a region is major, and a
/// region cut off is critical.
/// Refused: the number of paths alone, which grows with the probing and not with the harm.
public final class SeverityRule {
    private static final int WIDE_REGIONS_MIN = 3;
    private static final double CRITICAL_IMPACT_MIN = 0.5;
    private static final double MAJOR_IMPACT_MIN = 0.1;
    private static final double MAJOR_WIDE_IMPACT_MIN = 0.03;
    private static final double SLOW_WEIGHT = 0.3;
    private static final double CAPACITY_WEIGHT = 0.3;
    private static final double DISORDER_WEIGHT = 0.3;
    private static final double DUPLICATED_WEIGHT = 0.05;

    private SeverityRule() {}

    public static Severity of(Diagnosis diagnosis) {
        double impact = impact(diagnosis);
        boolean wide = diagnosis.regions().size() >= WIDE_REGIONS_MIN;
        if (wide && impact >= CRITICAL_IMPACT_MIN) {
            return Severity.CRITICAL;
        }
        boolean major = impact >= MAJOR_IMPACT_MIN || (wide && impact >= MAJOR_WIDE_IMPACT_MIN);
        return major ? Severity.MAJOR : Severity.MINOR;
    }

    static double impact(Diagnosis diagnosis) {
        Harm harm = diagnosis.harm();
        double weight = switch (diagnosis.signal()) {
            case SLOW -> SLOW_WEIGHT;
            case CAPACITY -> CAPACITY_WEIGHT;
            case REORDERED, JITTERY -> DISORDER_WEIGHT;
            case DUPLICATED -> DUPLICATED_WEIGHT;
            case LOST, LOST_FORWARD, LOST_RETURN, LATE, FAILED -> 1.0;
        };
        return weight * harm.badRatio() * harm.badPaths() / Math.max(1, harm.paths());
    }
}
