package dev.picket.detector;

import java.util.Arrays;

/// How the bad rate of a class of series swings over the week: one factor for each hour.
///
/// Idea: the factor of an hour is its past rate over the class's, leaning with [#PRIOR_BAD] bad
/// trials on that of the hour of the day over all days, and that one on 1. Hours of the day, and
/// the hours of the week beyond them, are used only while their likelihood ratio supports them
/// ([SeasonSupport]); until then the factor is 1. Between the middles of two hours it moves in
/// quarter-hours, geometrically. An hour counts when it has ended, so that a factor knows the past
/// alone. Hours are UTC: where clocks change, the season is an hour off until it is learnt anew.
/// Cost: two additions per kind of tally counted, some hundred a quarter-hour.
/// Refused: factors per path, which a path's own bursts would make.
final class Season {

    static final int HOURS = 168;
    static final int QUARTERS_PER_HOUR = 4;
    static final double SECONDS_PER_QUARTER = 900;

    private static final int DAY = 24;
    /// Bad trials that what an hour leans on is worth.
    private static final double PRIOR_BAD = 20;
    private static final double FACTOR_MAX = 8;

    private final double[] trials = new double[HOURS];
    private final double[] bad = new double[HOURS];
    private final SeasonSupport ofDay = new SeasonSupport();
    private final SeasonSupport ofWeek = new SeasonSupport();
    private double hourTrials;
    private double hourBad;
    private long hour;
    private double factor = 1;

    /// Counts trials of the present hour, the bad ones cut as for the class's rate.
    void add(double more, double moreBad) {
        hourTrials += more;
        hourBad += moreBad;
    }

    /// Goes on to a quarter-hour, numbered from the epoch; hours before it count from now on.
    ///
    /// @return whether the factor changed
    boolean moveTo(long quarter) {
        long now = Math.floorDiv(quarter, QUARTERS_PER_HOUR);
        if (now != hour) {
            endHour(slot(hour));
            hour = now;
        }
        double before = factor;
        factor = factor(quarter);
        return factor != before;
    }

    /// What rates of the present quarter-hour are multiplied by.
    double factor() {
        return factor;
    }

    /// The hour of the week, from Thursday midnight: the epoch began on one.
    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS);
    }

    private void endHour(int slot) {
        double rate = rate();
        if (hourTrials > 0 && rate > 0) {
            if (trialsOfDay(slot) > 0) {
                ofDay.add(hourBad, hourTrials * rate, hourTrials * rate * dayFactor(slot, rate));
            }
            if (trials[slot] > 0) {
                ofWeek.add(hourBad, hourTrials * rate * dayFactor(slot, rate),
                        hourTrials * rate * weekFactor(slot, rate));
            }
        }
        trials[slot] += hourTrials;
        bad[slot] += hourBad;
        hourTrials = 0;
        hourBad = 0;
    }

    private double factor(long quarter) {
        double rate = rate();
        if (rate == 0 || !(ofDay.holds() || ofWeek.holds())) {
            return 1;
        }
        long in = Math.floorDiv(quarter, QUARTERS_PER_HOUR);
        // From the middle of its hour a quarter's own middle is 3/8 or 1/8 of an hour away.
        int place = (int) Math.floorMod(quarter, (long) QUARTERS_PER_HOUR);
        double away = (2 * place + 1 - QUARTERS_PER_HOUR) / (2.0 * QUARTERS_PER_HOUR);
        double own = hourFactor(slot(in), rate);
        double next = hourFactor(slot(away < 0 ? in - 1 : in + 1), rate);
        double part = Math.abs(away);
        return Math.clamp(Math.pow(own, 1 - part) * Math.pow(next, part), 1 / FACTOR_MAX,
                FACTOR_MAX);
    }

    private double hourFactor(int slot, double rate) {
        return ofWeek.holds() ? weekFactor(slot, rate) : dayFactor(slot, rate);
    }

    private double weekFactor(int slot, double rate) {
        return (bad[slot] + PRIOR_BAD * dayFactor(slot, rate)) / (trials[slot] * rate + PRIOR_BAD);
    }

    private double dayFactor(int slot, double rate) {
        double badOfDay = 0;
        for (int h = slot % DAY; h < HOURS; h += DAY) {
            badOfDay += bad[h];
        }
        return (badOfDay + PRIOR_BAD) / (trialsOfDay(slot) * rate + PRIOR_BAD);
    }

    private double trialsOfDay(int slot) {
        double sum = 0;
        for (int h = slot % DAY; h < HOURS; h += DAY) {
            sum += trials[h];
        }
        return sum;
    }

    /// The mean of a day, every hour counting alike however often it was seen: the hours of a day
    /// that is not over must not raise it.
    private double rate() {
        double sum = 0;
        int seen = 0;
        for (int h = 0; h < DAY; h++) {
            double ofHour = 0;
            int days = 0;
            for (int slot = h; slot < HOURS; slot += DAY) {
                ofHour += trials[slot] > 0 ? bad[slot] / trials[slot] : 0;
                days += trials[slot] > 0 ? 1 : 0;
            }
            sum += days > 0 ? ofHour / days : 0;
            seen += days > 0 ? 1 : 0;
        }
        return seen == 0 ? 0 : sum / seen;
    }

    void forget(double keep) {
        for (int h = 0; h < HOURS; h++) {
            trials[h] *= keep;
            bad[h] *= keep;
        }
    }

    DetectorMemory.SeasonLearnt snapshot() {
        return new DetectorMemory.SeasonLearnt(Arrays.stream(trials).boxed().toList(),
                Arrays.stream(bad).boxed().toList(), ofDay.snapshot(), ofWeek.snapshot());
    }

    /// Takes what another detector had learnt; the factor follows with the next quarter-hour.
    void restore(DetectorMemory.SeasonLearnt learnt) {
        if (!learnt.isPossible()) {
            return;
        }
        Arrays.setAll(trials, h -> learnt.trials().get(h));
        Arrays.setAll(bad, h -> learnt.bad().get(h));
        ofDay.restore(learnt.ofDay());
        ofWeek.restore(learnt.ofWeek());
    }
}
