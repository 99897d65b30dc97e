package dev.picket.detector;

/// How often k bad out of n trials came, with forgetting.
final class TallyCounts {

    /// Numbers of trials told apart; a tally with one more is left out of the counts. Rounds have
    /// a planned size, less what the prober lost itself, so there are few.
    static final int MAX_ROWS = 96;

    private final double[][] rows = new double[EvidenceTables.MAX_TRIALS + 1][];
    private int used;
    private double visits;

    void add(int n, int k, double count) {
        if (rows[n] == null) {
            if (used >= MAX_ROWS) {
                return;
            }
            rows[n] = new double[n + 1];
            used++;
        }
        rows[n][k] += count;
        visits += count;
    }

    /// Tallies counted, forgetting applied.
    double visits() {
        return visits;
    }

    void forget(double factor) {
        visits *= factor;
        for (double[] row : rows) {
            for (int k = 0; row != null && k < row.length; k++) {
                row[k] *= factor;
            }
        }
    }

    void addAll(TallyCounts other) {
        other.each(this::add);
    }

    /// How many kinds of tally came.
    int kinds() {
        int[] kinds = {0};
        each((_, _, _) -> kinds[0]++);
        return kinds[0];
    }

    /// Takes one kind of tally.
    interface Visitor {
        void visit(int n, int k, double count);
    }

    /// Every kind of tally that came, by n and then k.
    void each(Visitor visitor) {
        for (int n = 0; n < rows.length; n++) {
            for (int k = 0; rows[n] != null && k <= n; k++) {
                if (rows[n][k] > 0) {
                    visitor.visit(n, k, rows[n][k]);
                }
            }
        }
    }
}
