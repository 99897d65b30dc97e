package dev.picket.detector;

import dev.picket.detector.SeriesDetector.Change;
import dev.picket.detector.SeriesDetector.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Shifts of one series of levels, such as round trips: of where it stands, or of how wide it
/// swings.
///
/// Idea: the values come from regimes, each with a predictive density ([LevelRegime]). Every
/// value that the present regime did not expect may be the first of a new one, a candidate; its
/// evidence is what foretelling the values since has gained over the present regime. Formula: Λ_τ
/// = log π + Σ_{i≥τ} (log p_τ(x_i) − log p(x_i)), π the share of values that begin a regime; the
/// shift is found where the largest Λ passes T(h) and the candidate has lasted for n(h) values,
/// both falling with the logarithm of its relative height h, and its onset is the τ that is
/// largest, which is the most likely one. Cost: one density for the present regime while nothing
/// is unexpected, and one for each of at most sixteen candidates. Source: Adams and MacKay 2007
/// (run lengths), cut down to one present regime and its rivals; tuned on 20 labelled traces of
/// RIPE Atlas (Shao 2017), where people mark what lasts or towers, and pass over other
/// excursions. Refused: exceedance tallies of the bounds median ± 4 MAD (they see no change of
/// width, find half of the labelled shifts and put the onset where the window lets them); PELT,
/// which looks ahead.
final class LevelShifts {

    /// Values that are only looked at, to learn how wide the series swings.
    private static final int FIRST_VALUES = 16;
    /// The least unit in mean deviations, for series whose height says nothing of their noise.
    private static final double UNIT_DEVIATIONS = 30;
    /// The logarithm of the share of values that begin a regime.
    private static final double LOG_REGIME_SHARE = -6;
    /// What a shift of [#USUAL_UNITS] must have gained, in nats; a higher one needs less, by so
    /// much for each e-fold, but no less than the least.
    private static final double LOG_EVIDENCE = 18;
    private static final double LOG_EVIDENCE_SLOPE = 6.5;
    private static final double LOG_EVIDENCE_MIN = 8;
    /// Values it must have lasted for: as many below that height, fewer for each e-fold above it.
    private static final int LASTING = 20;
    private static final double LASTING_SLOPE = 10;
    private static final int LASTING_MIN = 4;
    private static final double USUAL_UNITS = 0.03;
    /// Lower shifts are taken for this many units high, so that the height has a logarithm.
    private static final double HEIGHT_UNITS_MIN = 1e-4;
    /// The least shift that counts, in units and in scales of the narrower regime.
    private static final double SHIFT_UNITS = 0.005;
    private static final double SHIFT_SCALES = 1.67;
    /// The least change of the scale's logarithm that counts as a change by itself.
    private static final double LOG_WIDTH_MIN = 3;
    private static final int CANDIDATES_MAX = 16;
    /// The least gain of a value that may begin a regime.
    private static final double UNEXPECTED = -2.5;
    /// A candidate is given up that has lost this much, or that gains less than this a value.
    private static final double HOPELESS = -3;
    private static final double PACE = 0.2;
    private static final int PACE_VALUES_MAX = 100;
    /// A negative whole number in a series this many times as high is how tools write a lost
    /// answer: a missing measurement.
    private static final double LOST_HEIGHT = 10;
    /// A regime shorter than this leaves no level to come back to.
    private static final int MEMORABLE_MIN = 9;

    private final double[] firstValues = new double[FIRST_VALUES];
    private final Instant[] firstTimes = new Instant[FIRST_VALUES];
    private int firstCount;
    private final List<LevelRegime.Level> known = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private Optional<Present> present = Optional.empty();

    /// The regime that holds now, and its surroundings.
    private record Present(LevelRegime regime, LevelScene scene) {}

    private static final class Candidate {
        private final LevelRegime regime;
        /// Where the present regime stood, and after how many values, when this one began: since
        /// then it has learnt from values that are not its own.
        private final LevelRegime.Level before;
        private final int countBefore;
        private double evidence;

        Candidate(LevelRegime regime, LevelRegime present, double evidence) {
            this.regime = regime;
            this.before = present.level();
            this.countBefore = present.count();
            this.evidence = evidence;
        }
    }

    Optional<Change> add(Instant time, double value) {
        if (present.isEmpty()) {
            firstTimes[firstCount] = time;
            firstValues[firstCount++] = value;
            if (firstCount == FIRST_VALUES) {
                begin();
            }
            return Optional.empty();
        }
        return isLost(value, present.get().regime().location())
                ? Optional.empty()
                : add(present.get(), time, value);
    }

    private static boolean isLost(double value, double height) {
        return value < 0 && value == Math.rint(value) && height > -LOST_HEIGHT * value;
    }

    private void begin() {
        double median = median(firstValues);
        double[] distances = new double[FIRST_VALUES];
        for (int i = 0; i < FIRST_VALUES; i++) {
            distances[i] = Math.abs(firstValues[i] - median);
        }
        double deviation = median(distances);
        double unitMin = UNIT_DEVIATIONS * deviation;
        LevelScene scene = new LevelScene(median, unitMin > 0 || median != 0 ? unitMin : 1);
        int first = 0;
        while (first < FIRST_VALUES - 1 && isLost(firstValues[first], median)) {
            first++;
        }
        LevelRegime regime = LevelRegime.first(firstTimes[first], firstValues[first], scene);
        present = Optional.of(new Present(regime, scene));
        for (int i = first + 1; i < FIRST_VALUES; i++) {
            if (!isLost(firstValues[i], median)) {
                regime.foretell(firstValues[i], scene);
                regime.learn(firstValues[i]);
            }
        }
        scene.drift(regime.location());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private Optional<Change> add(Present now, Instant time, double value) {
        LevelScene scene = now.scene();
        double foretold = Math.log(now.regime().foretell(value, scene));
        for (Candidate candidate : candidates) {
            candidate.evidence += Math.log(candidate.regime.foretell(value, scene)) - foretold;
            candidate.regime.learn(value);
        }
        candidates.removeIf(LevelShifts::isHopeless);
        suppose(now, time, value, foretold);
        Optional<Candidate> strongest = strongest();
        if (strongest.filter(it -> isFound(it, scene.unit())).isPresent()) {
            return turn(now, strongest.get(), time);
        }
        scene.learn(now.regime().learn(value));
        scene.drift(now.regime().location());
        return Optional.empty();
    }

    /// Adds the candidate that begins with `value`, if it may be one.
    private void suppose(Present now, Instant time, double value, double foretold) {
        double gain = Math.log(LevelRegime.firstDensity(value, now.scene(), known)) - foretold;
        if (gain <= UNEXPECTED) {
            return;
        }
        if (candidates.size() == CANDIDATES_MAX) {
            weakest().ifPresent(candidates::remove);
        }
        candidates.add(new Candidate(now.regime().next(time, value, now.scene(), known),
                now.regime(), LOG_REGIME_SHARE + gain));
    }

    private Optional<Candidate> strongest() {
        Candidate best = null;
        for (Candidate candidate : candidates) {
            best = best == null || candidate.evidence > best.evidence ? candidate : best;
        }
        return Optional.ofNullable(best);
    }

    private Optional<Candidate> weakest() {
        Candidate worst = null;
        for (Candidate candidate : candidates) {
            worst = worst == null || candidate.evidence < worst.evidence ? candidate : worst;
        }
        return Optional.ofNullable(worst);
    }

    private static boolean isHopeless(Candidate candidate) {
        int values = Math.min(candidate.regime.count(), PACE_VALUES_MAX);
        return candidate.evidence < LOG_REGIME_SHARE + HOPELESS + PACE * values;
    }

    /// People mark a burst of a few values that towers over the series; a low shift has to last.
    private static boolean isFound(Candidate candidate, double unit) {
        if (candidate.evidence < LOG_EVIDENCE_MIN || candidate.regime.count() < LASTING_MIN) {
            return false;
        }
        double shift = Math.abs(candidate.regime.location() - candidate.before.location());
        double logHeight = Math.log(Math.max(shift / unit, HEIGHT_UNITS_MIN) / USUAL_UNITS);
        double lasting = LASTING - LASTING_SLOPE * logHeight;
        return candidate.evidence >= LOG_EVIDENCE - LOG_EVIDENCE_SLOPE * logHeight
                && candidate.regime.count() >= Math.min(lasting, LASTING);
    }

    /// The candidate becomes the present regime; a change too small to matter is not told of.
    private Optional<Change> turn(Present now, Candidate found, Instant time) {
        LevelRegime.Level before = found.before;
        LevelRegime.Level after = found.regime.level();
        double shift = Math.abs(after.location() - before.location());
        double narrower = Math.min(before.scale(), after.scale());
        boolean matters = shift >= Math.max(SHIFT_UNITS * now.scene().unit(),
                SHIFT_SCALES * narrower)
                || Math.abs(Math.log(after.scale() / before.scale())) > LOG_WIDTH_MIN;
        candidates.clear();
        present = Optional.of(new Present(found.regime, now.scene()));
        if (!matters) {
            now.scene().drift(after.location());
            return Optional.empty();
        }
        if (found.countBefore >= MEMORABLE_MIN) {
            remember(before);
        }
        now.scene().settle(after.location());
        Direction direction = after.location() > before.location()
                ? Direction.UP
                : Direction.DOWN;
        return Optional.of(new Change(direction, found.regime.began(), time, found.evidence));
    }

    private void remember(LevelRegime.Level level) {
        known.removeIf(it -> Math.abs(it.location() - level.location()) < 2
                * Math.max(it.scale(), level.scale()));
        known.add(level);
        if (known.size() > LevelRegime.KNOWN_MAX) {
            known.removeFirst();
        }
    }
}
