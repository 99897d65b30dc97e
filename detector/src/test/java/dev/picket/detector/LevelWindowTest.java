package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelWindowTest {

    /// Values come twice, at random and in steps; every answer is that of sorting them anew.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void boundsAreThoseOfTheMedianAndTheMedianDistanceOfTheLastValues(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LevelWindow window = new LevelWindow(0.5);
        List<Double> last = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int step = i / 100;
            double value = i % 7 == 0
                    ? Math.rint(random.nextDouble() * 4)
                    : 10.0 + step + random.nextGaussian();
            assertThat(window.excess(value)).as("value %d, seed %d", i, seed)
                    .isEqualTo(expected(last, value));
            window.add(value);
            last.add(value);
            if (last.size() > LevelWindow.SIZE) {
                last.removeFirst();
            }
        }
    }

    private static OptionalDouble expected(List<Double> last, double value) {
        if (last.size() < 16) {
            return OptionalDouble.empty();
        }
        double median = median(last.stream().mapToDouble(it -> it).toArray());
        double distance = median(last.stream().mapToDouble(it -> Math.abs(it - median)).toArray());
        double slack = Math.max(Math.max(0.5, 0.1 * Math.abs(median)), 4 * distance);
        if (value > median + slack) {
            return OptionalDouble.of(value - median - slack);
        }
        return OptionalDouble.of(value < median - slack ? value - median + slack : 0);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1
                ? values[middle]
                : (values[middle - 1] + values[middle]) / 2;
    }
}
