package dev.picket.simulation.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The detector by JMH: a round of tallies in random order, observed and closed, whole and a tally.
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class DetectorBenchmark {

    private static final int VANTAGES = 35;
    private static final int TARGETS = 34;
    /// Four signals are watched on a STAMP path.
    private static final int TALLIES = 4 * VANTAGES * TARGETS;
    private static final double BAD = 0.02;
    private static final double LOSS = 0.15;

    /// A network of 1,190 paths.
    @State(Scope.Thread)
    public static class Small {
        private final DetectorLoad load = new DetectorLoad(BenchWorld.of(VANTAGES, TARGETS), 1,
                BAD, LOSS);

        /// Whether a provider loses packets.
        @Param({"false", "true"})
        public boolean fault;

        @Setup(Level.Trial)
        public void warm() {
            if (load.series != TALLIES) {
                throw new IllegalStateException("tallies of a round: " + load.series);
            }
            for (int round = 0; round < 80; round++) {
                load.round(false);
            }
        }
    }

    /// A network of 100,000 paths.
    @State(Scope.Thread)
    public static class Large {
        private final DetectorLoad load = new DetectorLoad(BenchWorld.of(250, 400), 1, BAD, LOSS);
    }

    @Benchmark
    @OperationsPerInvocation(TALLIES)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void tallyInRandomOrder(Small small) {
        small.load.round(small.fault);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void roundOf1190Paths(Small small) {
        small.load.round(small.fault);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public void roundOf100000Paths(Large large) {
        large.load.round(false);
    }
}
