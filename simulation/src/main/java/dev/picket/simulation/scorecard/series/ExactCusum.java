package dev.picket.simulation.scorecard.series;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/// The cumulative sum for single trials whose rate goes from a known `before` to a known `after`,
/// its run lengths computed and not simulated.
///
/// Idea: W ← max(0, W + log-likelihood ratio), alarm at W ≥ h; no rule with the same mean time
/// between false alarms has a shorter worst mean delay (Moustakides 1986). The ratio takes two
/// values, −d for a good trial and +u for a bad one; on a grid of d/m, m chosen so that u falls
/// near a point, W is a Markov chain. Its mean time to the threshold solves E(w) = 1 + p·E(w+u)
/// + (1−p)·E(max(0, w−d)) (Brook and Evans 1972); for m = 1 from the threshold downwards with one
/// unknown, else as a linear system. Rounding u moves the chain a little off the optimum, where the
/// delay is flat; what is computed is exact for the chain on the grid.
/// Refused: simulating it, which at 10⁹ rounds between false alarms takes hours for one row.
public final class ExactCusum {

    /// u may be this far from a grid point, in parts of u.
    private static final double ROUNDING_MAX = 0.006;
    private static final int DIVISIONS_MAX = 16;
    private static final double RATE_MAX = 1 - 1e-9;

    private final double before;
    private final double after;
    private final int down;
    private final int up;
    private final int threshold;

    private ExactCusum(double before, double after, int down, int up, int threshold) {
        this.before = before;
        this.after = after;
        this.down = down;
        this.up = up;
        this.threshold = threshold;
    }

    /// The sum with the lowest threshold that goes at least `rounds` between false alarms.
    public static ExactCusum withFalseAlarmEvery(double rounds, double before, double after) {
        ExactCusum grid = after >= RATE_MAX
                ? new ExactCusum(before, after, Integer.MAX_VALUE, 1, 1)
                : onGrid(before, after);
        int low = 1;
        int high = 1;
        while (grid.at(high).meanRounds(before) < rounds) {
            low = high;
            high *= 2;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (grid.at(middle).meanRounds(before) < rounds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return grid.at(high);
    }

    private static ExactCusum onGrid(double before, double after) {
        double ratio = Math.log(after / before) / -Math.log((1 - after) / (1 - before));
        int divisions = 1;
        while (divisions < DIVISIONS_MAX && Math.abs(Math.rint(ratio * divisions)
                - ratio * divisions) > ROUNDING_MAX * ratio * divisions) {
            divisions++;
        }
        return new ExactCusum(before, after, divisions, (int) Math.rint(ratio * divisions), 1);
    }

    private ExactCusum at(int height) {
        return new ExactCusum(before, after, down, up, height);
    }

    /// Mean rounds between false alarms.
    public double falseAlarmEvery() {
        return meanRounds(before);
    }

    /// Mean rounds from the change to the alarm, from the worst state it can come in.
    public double meanDelay() {
        return meanRounds(after);
    }

    private double meanRounds(double rate) {
        if (down == Integer.MAX_VALUE) {
            return runOfBad(Math.min(rate, 1));
        }
        return down == 1 ? downwards(rate) : bySystem(rate);
    }

    /// A good trial resets: `threshold` bad ones in a row are waited for.
    private double runOfBad(double rate) {
        double mean = 0;
        for (int i = 0; i < threshold; i++) {
            mean = (mean + 1) / rate;
        }
        return mean;
    }

    /// Every E(w) as slope·x + rest, x = E(threshold − 1); the equation of w = 0 gives x.
    private double downwards(double rate) {
        double[] slope = new double[threshold];
        double[] rest = new double[threshold];
        slope[threshold - 1] = 1;
        for (int w = threshold - 1; w > 0; w--) {
            boolean alarms = w + up >= threshold;
            slope[w - 1] = (slope[w] - (alarms ? 0 : rate * slope[w + up])) / (1 - rate);
            rest[w - 1] = (rest[w] - 1 - (alarms ? 0 : rate * rest[w + up])) / (1 - rate);
        }
        boolean alarms = up >= threshold;
        double slopeUp = alarms ? 0 : slope[up];
        double restUp = alarms ? 0 : rest[up];
        double x = (1 + rate * (restUp - rest[0])) / (rate * (slope[0] - slopeUp));
        return slope[0] * x + rest[0];
    }

    private double bySystem(double rate) {
        RealMatrix matrix = new Array2DRowRealMatrix(threshold, threshold);
        RealVector ones = new ArrayRealVector(threshold, 1);
        for (int w = 0; w < threshold; w++) {
            matrix.addToEntry(w, w, 1);
            if (w + up < threshold) {
                matrix.addToEntry(w, w + up, -rate);
            }
            matrix.addToEntry(w, Math.max(0, w - down), rate - 1);
        }
        return new LUDecomposition(matrix, 0).getSolver().solve(ones).getEntry(0);
    }
}
