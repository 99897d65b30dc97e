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
    private int count;

    /// @param least the least distance from the median that matters
    LevelWindow(double least) {
        this.least = least;
    }

    void add(double value) {
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
        double[] sorted = Arrays.copyOf(values, known);
        double median = median(sorted);
        double[] distances = new double[known];
        for (int i = 0; i < known; i++) {
            distances[i] = Math.abs(values[i] - median);
        }
        double slack = Math.max(Math.max(least, PART * Math.abs(median)),
                MADS * median(distances));
        if (value > median + slack) {
            return OptionalDouble.of(value - median - slack);
        }
        return OptionalDouble.of(value < median - slack ? value - median + slack : 0);
    }

    private static double median(double[] unsorted) {
        Arrays.sort(unsorted);
        int middle = unsorted.length / 2;
        return unsorted.length % 2 == 1
                ? unsorted[middle]
                : (unsorted[middle - 1] + unsorted[middle]) / 2;
    }
}
