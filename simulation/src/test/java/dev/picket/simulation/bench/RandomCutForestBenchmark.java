package dev.picket.simulation.bench;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A tally of the same series by random cut forests, one for each series, default trees and sample.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class RandomCutForestBenchmark {

    private static final int SERIES = 64;
    private static final int SHINGLE = 8;
    private static final double BAD = 0.02;
    private static final float TRIALS = 20;

    /// One forest for each series, each past its sample.
    @State(Scope.Thread)
    public static class Forests {
        private final RandomCutForest[] forests = new RandomCutForest[SERIES];
        private final Random random = new Random(17);

        public Forests() {
            for (int i = 0; i < SERIES; i++) {
                forests[i] = RandomCutForest.builder().dimensions(SHINGLE).shingleSize(SHINGLE)
                        .internalShinglingEnabled(true).randomSeed(i).build();
                for (int round = 0; round < 2 * RandomCutForest.DEFAULT_SAMPLE_SIZE; round++) {
                    forests[i].update(next());
                }
            }
        }

        private float[] next() {
            return new float[]{(random.nextDouble() < BAD ? 1 : 0) / TRIALS};
        }
    }

    @Benchmark
    public double scoreAndUpdate(Forests state) {
        RandomCutForest forest = state.forests[state.random.nextInt(SERIES)];
        float[] value = state.next();
        double score = forest.getAnomalyScore(value);
        forest.update(value);
        return score;
    }
}
