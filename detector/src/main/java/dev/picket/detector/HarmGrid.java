package dev.picket.detector;

/// The sizes of harm a hypothesis is tried with: the bad-event rate a fault adds to a trial.
enum HarmGrid {
    /// The same added rates for every path, for tallies of many trials: geometric up to 0.4, then
    /// closer. The nearest point costs a round of twenty packets at most a nat against the true
    /// harm from 1 to 83 %, and two above, where evidence abounds.
    ADDED(0.01, 0.04, 0.12, 0.25, 0.45, 0.7, 0.97) {
        @Override
        double added(double rate, int point) {
            return value(point);
        }
    },
    /// Multipliers of the odds, for single trials: geometric from 3 to 3000. What they add to the
    /// working rate is added in every context: the harm is the fault's and knows no context.
    ODDS(3, 8.05, 21.6, 57.9, 155.4, 416.9, 1118.4, 3000) {
        @Override
        double added(double rate, int point) {
            double odds = value(point) * rate / (1 - rate);
            return (odds / (1 + odds) - rate) / (1 - rate);
        }
    };

    /// No grid has more points than this.
    static final int MAX_POINTS = 8;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out and never written
    private final double[] values;

    HarmGrid(double... values) {
        this.values = values;
    }

    int points() {
        return values.length;
    }

    double value(int point) {
        return values[point];
    }

    /// The rate of bad events that the harm of a grid point adds to a path of this working rate.
    abstract double added(double rate, int point);
}
