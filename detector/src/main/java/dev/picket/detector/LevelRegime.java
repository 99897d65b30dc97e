package dev.picket.detector;

import java.time.Instant;
import java.util.List;

/// What the values of one regime of a series of levels look like, and how likely a next value is.
///
/// Idea: a mixture of lanes, each a location and a scale, that share the weight out by how well
/// they foretold the values. The scales are a grid, so that none is estimated and none is wrong
/// for long; the locations follow the values, clipped at two scales. Further lanes stand at
/// levels the series stood at before, because routes come back. Formula: p(x) = Σ
/// w_l·((1−ε)·t₃((x−m_l)/s_l)/s_l + ε·stray(x)); w_l ← w_l·p_l(x)/p(x), with a minute share for
/// every lane of its own, so that a regime cannot turn into another unnoticed, be it wider or at
/// the former level. Cost: a division for each lane. Source: predictive densities as in Adams and
/// MacKay 2007, with Student's t and a grid of scales for the normal. Refused: median and median
/// deviation of a window, which need a dozen values to say anything and call a congested hour a
/// row of outliers.
final class LevelRegime {

    /// Levels remembered.
    static final int KNOWN_MAX = 2;

    private static final int SCALES = 5;
    private static final double SCALE_MIN = 0.0042;
    private static final double SCALE_RATIO = 2.15;
    private static final double LOG_SCALE_RATIO = Math.log(SCALE_RATIO);
    /// The weight of all known levels together when a regime begins.
    private static final double KNOWN_SHARE = 0.13;
    private static final double KNOWN_VALUES = 20;
    /// The part of its own lanes' weights that a regime takes over from the one before.
    private static final double HERITAGE = 0.4;
    /// The share of its weight that a regime gives back to its own lanes with every value.
    private static final double FORGETTING = 1e-6;
    private static final double CLIP = 2;
    /// Values a location rests on at most; older ones fade.
    private static final double LOCATION_MEMORY = 360;
    /// The density of Student's t with 3 degrees of freedom at its centre.
    private static final double T3 = 2 / (Math.PI * Math.sqrt(3));

    private final Instant began;
    private final int lanes;
    private final double[] location;
    private final double[] scale;
    private final double[] inverseScale;
    private final double[] logScale;
    private final double[] weight;
    private final double[] values;
    private final double[] likelihood;
    private double total;
    private double strayPart;
    private int count = 1;

    /// A level that a series stood at.
    record Level(double location, double scale) {}

    private LevelRegime(Instant began, int known) {
        this.began = began;
        this.lanes = SCALES + known;
        this.location = new double[lanes];
        this.scale = new double[lanes];
        this.inverseScale = new double[lanes];
        this.logScale = new double[lanes];
        this.weight = new double[lanes];
        this.values = new double[lanes];
        this.likelihood = new double[lanes];
    }

    /// The first regime of a series, from its first value.
    static LevelRegime first(Instant began, double value, LevelScene scene) {
        return begin(began, value, scene, List.of(), new double[SCALES]);
    }

    /// The density of `value` where a regime begins with it.
    static double firstDensity(double value, LevelScene scene, List<Level> known) {
        double stray = scene.strayDensity(value);
        double density = (known.isEmpty() ? 1 : 1 - KNOWN_SHARE) * stray;
        for (Level level : known) {
            density += KNOWN_SHARE / known.size() * density(value, level, scene, stray);
        }
        return density;
    }

    /// The regime that would begin with `value` after this one.
    LevelRegime next(Instant at, double value, LevelScene scene, List<Level> known) {
        double[] shares = new double[SCALES];
        double logScaleMin = Math.log(SCALE_MIN * scene.unit());
        for (int lane = 0; lane < lanes; lane++) {
            shares[nearestScale(logScale[lane] - logScaleMin)] += HERITAGE * weight[lane];
        }
        return begin(at, value, scene, known, shares);
    }

    private static int nearestScale(double logScaleAboveMin) {
        return (int) Math.clamp(Math.rint(logScaleAboveMin / LOG_SCALE_RATIO), 0, SCALES - 1);
    }

    private static LevelRegime begin(Instant at, double value, LevelScene scene, List<Level> known,
            double[] heritage) {
        LevelRegime regime = new LevelRegime(at, known.size());
        double inherited = 0;
        for (double share : heritage) {
            inherited += share;
        }
        double stray = scene.strayDensity(value);
        double own = known.isEmpty() ? 1 : 1 - KNOWN_SHARE;
        double size = SCALE_MIN * scene.unit();
        double logSize = Math.log(size);
        for (int lane = 0; lane < SCALES; lane++) {
            double prior = own * (heritage[lane] + (1 - inherited) / SCALES);
            regime.begin(lane, new Level(value, size), 1, prior * stray);
            regime.logScale[lane] = logSize + lane * LOG_SCALE_RATIO;
            size *= SCALE_RATIO;
        }
        for (int i = 0; i < known.size(); i++) {
            Level level = known.get(i);
            regime.begin(SCALES + i, level, KNOWN_VALUES,
                    KNOWN_SHARE / known.size() * density(value, level, scene, stray));
            regime.logScale[SCALES + i] = Math.log(level.scale());
        }
        for (int lane = 0; lane < regime.lanes; lane++) {
            regime.weight[lane] /= regime.total;
        }
        return regime;
    }

    private void begin(int lane, Level level, double known, double joint) {
        location[lane] = level.location();
        scale[lane] = level.scale();
        inverseScale[lane] = 1 / level.scale();
        values[lane] = known;
        weight[lane] = joint;
        total += joint;
    }

    private static double density(double value, Level level, LevelScene scene, double stray) {
        return (1 - scene.strayRate()) * density(value, level.location(), level.scale())
                + scene.strayRate() * stray;
    }

    private static double density(double value, double location, double scale) {
        double z = (value - location) / scale;
        double q = 1 + z * z / 3;
        return T3 / (scale * q * q);
    }

    /// The density foretold for `value`; it is remembered for [#learn].
    double foretell(double value, LevelScene scene) {
        strayPart = scene.strayRate() * scene.strayDensity(value);
        double core = 1 - scene.strayRate();
        double narrowed = Math.sqrt(count / (1.0 + count));
        total = 0;
        for (int lane = 0; lane < lanes; lane++) {
            double inverse = lane < SCALES ? inverseScale[lane] * narrowed : inverseScale[lane];
            double z = (value - location[lane]) * inverse;
            double q = 1 + z * z * (1.0 / 3);
            likelihood[lane] = core * T3 * inverse / (q * q) + strayPart;
            total += weight[lane] * likelihood[lane];
        }
        return total;
    }

    /// Takes the value that was foretold last. Returns the probability that it was stray.
    double learn(double value) {
        double stray = 0;
        double kept = (1 - FORGETTING) / total;
        double given = FORGETTING / lanes;
        count++;
        for (int lane = 0; lane < lanes; lane++) {
            double floor = lane < SCALES ? given : 0;
            double strayed = strayPart / likelihood[lane];
            stray += weight[lane] * strayed;
            weight[lane] = kept * weight[lane] * likelihood[lane] + floor;
            values[lane] = Math.min(LOCATION_MEMORY, values[lane] + 1 - strayed);
            double clip = CLIP * scale[lane];
            double step = Math.max(-clip, Math.min(clip, value - location[lane]));
            location[lane] += (1 - strayed) * step / values[lane];
        }
        return stray;
    }

    Instant began() {
        return began;
    }

    /// Values taken.
    int count() {
        return count;
    }

    /// Where it stands, and how wide: weighted means of the lanes, of the scale in logarithm.
    Level level() {
        double at = 0;
        double logWidth = 0;
        for (int lane = 0; lane < lanes; lane++) {
            at += weight[lane] * location[lane];
            logWidth += weight[lane] * logScale[lane];
        }
        return new Level(at, Math.exp(logWidth));
    }

    double location() {
        double at = 0;
        for (int lane = 0; lane < lanes; lane++) {
            at += weight[lane] * location[lane];
        }
        return at;
    }
}
