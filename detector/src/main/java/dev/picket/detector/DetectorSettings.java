package dev.picket.detector;

import java.time.Duration;

/// What an operator can set of the detector.
///
/// @param tick the global time step every tally belongs to
/// @param grace how long after its end a tick stays open for tallies
/// @param falsePagesPerYear the one knob: false alarms allowed in a year, all hypotheses together
/// @param warmUp how long after the first tick nothing is opened, only learnt
/// @param pageHarm share of the culprit's paths that are bad, times their bad ratio, from which a
///        lasting fault pages
public record DetectorSettings(Duration tick, Duration grace, double falsePagesPerYear,
        Duration warmUp, double pageHarm) {

    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;

    public DetectorSettings {
        if (tick.isNegative() || tick.isZero() || grace.isNegative() || warmUp.isNegative()) {
            throw new IllegalArgumentException(
                    "tick must be positive, grace and warm-up not negative: " + tick + ", " + grace
                            + ", " + warmUp);
        }
        if (!(falsePagesPerYear > 0) || !(pageHarm >= 0 && pageHarm <= 1)) {
            throw new IllegalArgumentException(
                    "falsePagesPerYear must be positive and pageHarm in [0,1]: "
                            + falsePagesPerYear + ", " + pageHarm);
        }
    }

    /// Ticks of 10 s, one false page a year, a day of warm-up.
    public static DetectorSettings defaults() {
        return new DetectorSettings(Duration.ofSeconds(10), Duration.ofSeconds(5), 1,
                Duration.ofHours(24), 0.01);
    }

    public DetectorSettings withTick(Duration newTick, Duration newGrace) {
        return new DetectorSettings(newTick, newGrace, falsePagesPerYear, warmUp, pageHarm);
    }

    public DetectorSettings withWarmUp(Duration newWarmUp) {
        return new DetectorSettings(tick, grace, falsePagesPerYear, newWarmUp, pageHarm);
    }

    public DetectorSettings withFalsePagesPerYear(double rate) {
        return new DetectorSettings(tick, grace, rate, warmUp, pageHarm);
    }

    /// B: ticks that pass for each false alarm allowed.
    public double ticksPerFalseAlarm() {
        return SECONDS_PER_YEAR / (tick.toNanos() / 1e9) / falsePagesPerYear;
    }

    /// The warm-up in whole ticks, rounded up.
    long warmUpTicks() {
        return -Math.floorDiv(-warmUp.toNanos(), tick.toNanos());
    }
}
