package dev.picket.detector;

/// What is known of a series of levels whatever regime it is in: its unit, where it stands, and how
/// often a value strays.
///
/// A stray value (a reply held up once, a lost answer written as a number) has a density of its
/// own, wide and without a mean, so that one of them says little: Cauchy, centred where the series
/// stands.
final class LevelScene {

    private static final double STRAY_SCALE = 0.2;
    private static final double STRAY_RATE = 0.02;
    /// The strength of [#STRAY_RATE] in values.
    private static final double STRAY_PRIOR = 300;
    /// Values the rate of stray ones is learnt from; older ones fade.
    private static final double STRAY_MEMORY = 1_000;
    private static final double STRAY_RATE_MIN = 1e-3;
    private static final double STRAY_RATE_MAX = 0.3;

    private final double unitMin;
    private double unit;
    private double base;
    private double stray;
    private double seen;
    private double strayRate = STRAY_RATE;

    /// @param unitMin the least unit, for series near zero
    LevelScene(double base, double unitMin) {
        this.unitMin = unitMin;
        settle(base);
    }

    /// A new regime stands at `level`; the unit all scales are measured by is its height.
    void settle(double level) {
        base = level;
        unit = Math.max(Math.abs(level), unitMin);
    }

    /// The regime stands at `level` by now.
    void drift(double level) {
        base = level;
    }

    double unit() {
        return unit;
    }

    /// How often a value strays.
    double strayRate() {
        return strayRate;
    }

    /// The density of a stray value.
    double strayDensity(double value) {
        double scale = STRAY_SCALE * unit;
        double z = (value - base) / scale;
        return 1 / (Math.PI * scale * (1 + z * z));
    }

    /// Learns that a value was stray with probability `probability`.
    void learn(double probability) {
        if (seen >= STRAY_MEMORY) {
            seen /= 2;
            stray /= 2;
        }
        seen++;
        stray += probability;
        strayRate = Math.clamp((stray + STRAY_RATE * STRAY_PRIOR) / (seen + STRAY_PRIOR),
                STRAY_RATE_MIN, STRAY_RATE_MAX);
    }
}
