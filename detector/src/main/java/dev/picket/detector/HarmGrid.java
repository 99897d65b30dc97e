package dev.picket.detector;

/// The sizes of harm a hypothesis is tried with: what a fault does to the bad rate of a trial.
enum HarmGrid {
    /// Bad-event rates added to the background, for tallies of many trials. The point 0.65 fills
    /// the hole between 0.3 and nearly all, where twenty packets would tell nothing.
    ADDED(0.01, 0.03, 0.1, 0.3, 0.65, 0.97) {
        @Override
        double harmedRate(double rate, int point) {
            return rate + (1 - rate) * value(point);
        }
    },
    /// Multipliers of the odds, for single trials: geometric from 3 to 3000.
    ODDS(3, 8.05, 21.6, 57.9, 155.4, 416.9, 1118.4, 3000) {
        @Override
        double harmedRate(double rate, int point) {
            double odds = value(point) * rate / (1 - rate);
            return odds / (1 + odds);
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

    /// The bad rate of a trial that had `rate` before the harm of a grid point.
    abstract double harmedRate(double rate, int point);
}
