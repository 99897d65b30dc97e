package dev.picket.detector;

import java.util.Arrays;
import java.util.OptionalDouble;

/// The last values of one level series, and the bounds a next value should keep:
/// median ± max(least, a tenth of the median, 4 MAD). Only past values count.
final class LevelWindow {

    /// Values kept, and values needed before bounds are given.
    static final int SIZE = 128;
    private static final int ENOUGH = 16;
    private static final double PART = 0.1;
    private static final double MADS = 4;

    private final double least;
    private final double[] values = new double[SIZE];
    /// The values known, in rising order.
    private final double[] sorted = new double[SIZE];
    private int count;

    /// @param least the least distance from the median that matters
    LevelWindow(double least) {
        this.least = least;
    }

    void add(double value) {
        int known = Math.min(count, SIZE);
        if (count >= SIZE) {
            int oldest = Arrays.binarySearch(sorted, 0, known, values[count % SIZE]);
            System.arraycopy(sorted, oldest + 1, sorted, oldest, known - oldest - 1);
            known--;
        }
        int found = Arrays.binarySearch(sorted, 0, known, value);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, known - place);
        sorted[place] = value;
        values[count++ % SIZE] = value;
    }

    void clear() {
        count = 0;
    }

    /// How far above (positive) or below (negative) its bound a value is; 0 within the bounds;
    /// empty while too few values are known.
    OptionalDouble excess(double value) {
        int known = Math.min(count, SIZE);
        if (known < ENOUGH) {
            return OptionalDouble.empty();
        }
        double median = (sorted[(known - 1) / 2] + sorted[known / 2]) / 2;
        double slack = Math.max(Math.max(least, PART * Math.abs(median)),
                MADS * medianDistance(median, known));
        if (value > median + slack) {
            return OptionalDouble.of(value - median - slack);
        }
        return OptionalDouble.of(value < median - slack ? value - median + slack : 0);
    }

    /// The median of the values' distances from `median`, by walking away from it on both sides:
    /// the distances come in rising order, and half of them are enough.
    private double medianDistance(double median, int known) {
        int below = (known - 1) / 2;
        int above = below + 1;
        double last = 0;
        double middle = 0;
        for (int i = 0; i <= known / 2; i++) {
            double left = below >= 0 ? median - sorted[below] : Double.POSITIVE_INFINITY;
            double right = above < known ? sorted[above] - median : Double.POSITIVE_INFINITY;
            middle = last;
            if (left <= right) {
                last = left;
                below--;
            } else {
                last = right;
                above++;
            }
        }
        return known % 2 == 1 ? last : (middle + last) / 2;
    }
}
