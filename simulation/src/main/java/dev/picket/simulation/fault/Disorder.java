package dev.picket.simulation.fault;

/// What a fault does to packets that all come, in each direction it harms.
///
/// @param lateRatio packets held back by T_max, so that their replies come too late (0..1)
/// @param reorderRatio packets held back by one to three times their spacing, so that later ones
///        overtake them (0..1)
/// @param duplicateRatio packets that come twice (0..1)
/// @param jitterNanos mean of what every packet takes longer, exponentially distributed
public record Disorder(double lateRatio, double reorderRatio, double duplicateRatio,
        long jitterNanos) {

    public static final Disorder NONE = new Disorder(0, 0, 0, 0);

    public Disorder {
        FaultEffects.requireRatio("lateRatio", lateRatio);
        FaultEffects.requireRatio("reorderRatio", reorderRatio);
        FaultEffects.requireRatio("duplicateRatio", duplicateRatio);
    }

    public boolean isNone() {
        return lateRatio == 0 && reorderRatio == 0 && duplicateRatio == 0 && jitterNanos == 0;
    }

    /// Both at once, of independent causes.
    Disorder with(Disorder other) {
        if (other.isNone()) {
            return this;
        }
        return new Disorder(PathConditions.either(lateRatio, other.lateRatio),
                PathConditions.either(reorderRatio, other.reorderRatio),
                PathConditions.either(duplicateRatio, other.duplicateRatio),
                jitterNanos + other.jitterNanos);
    }
}
