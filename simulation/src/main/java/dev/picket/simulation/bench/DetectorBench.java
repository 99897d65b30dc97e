package dev.picket.simulation.bench;

import dev.picket.model.topology.Topology;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// What the detector costs: tallies a second and core in calm and in a fault, a round of many
/// paths, bytes a series, and what partitions add. Whole path, from a tally observed in random
/// order to the tick closed; CPU time of the thread, medians.
public final class DetectorBench {

    private static final int SAMPLES = 7;
    private static final int LEAST_WARM_ROUNDS = 16;
    private static final int MOST_WARM_ROUNDS = 80;
    private static final long SAMPLE_TALLIES = 4_000_000;
    private static final int MIN_ROUNDS = 3;
    private static final double BAD = 0.02;
    private static final double LOSS = 0.15;
    private static final double CALM_WANTED = 8e6;
    private static final double FAULT_WANTED = 2e6;
    private static final double BYTES_WANTED = 400;
    /// Vantages and targets of each size.
    private static final int[] SMALL = {35, 34};
    private static final int[] MIDDLE = {250, 400};
    private static final int[] LARGE = {250, 500};

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<BenchRow> rows = new ArrayList<>();
    private final Consumer<String> progress;

    private DetectorBench(Consumer<String> progress) {
        this.progress = progress;
    }

    /// Runs every measurement; minutes of one core and 2 GiB of heap.
    public static List<BenchRow> run(Consumer<String> progress) {
        DetectorBench bench = new DetectorBench(progress);
        bench.small();
        bench.measure(MIDDLE, "100000_paths");
        bench.measure(LARGE, "1000000_series");
        return List.copyOf(bench.rows);
    }

    private void small() {
        measure(SMALL, "1190_paths");
        Topology topology = BenchWorld.of(SMALL[0], SMALL[1]);
        double one = tallies(new DetectorLoad(topology, 1, BAD, LOSS), false);
        double eight = tallies(new DetectorLoad(topology, 8, BAD, LOSS), false);
        rows.add(new BenchRow("calm_8_partitions_per_s_core", eight, one, OptionalDouble.empty(),
                false));
    }

    private void measure(int[] size, String name) {
        progress.accept("network of " + size[0] * size[1] + " paths");
        Topology topology = BenchWorld.of(size[0], size[1]);
        long before = heapUsed();
        DetectorLoad load = new DetectorLoad(topology, 1, BAD, LOSS);
        progress.accept("calm, " + load.series + " series");
        double calm = tallies(load, false);
        long after = heapUsed();
        progress.accept("in a fault, " + load.series + " series");
        double fault = tallies(load, true);
        rows.add(BenchRow.atLeast("calm_" + name + "_tallies_per_s_core", calm, CALM_WANTED));
        rows.add(BenchRow.atLeast("fault_" + name + "_tallies_per_s_core", fault, FAULT_WANTED));
        rows.add(BenchRow.reported("calm_" + name + "_us_per_round", 1e6 * load.series / calm,
                1e6 * load.series / CALM_WANTED));
        rows.add(BenchRow.atMost(name + "_bytes_per_series",
                (double) (after - before - load.bytes()) / load.series, BYTES_WANTED));
        if (load.found() == 0) {
            throw new IllegalStateException("no finding in a fault: nothing was measured");
        }
    }

    /// Tallies a second of CPU time: the median of the samples.
    private double tallies(DetectorLoad load, boolean fault) {
        long warm = Math.clamp(SAMPLE_TALLIES / load.series, LEAST_WARM_ROUNDS, MOST_WARM_ROUNDS);
        for (int round = 0; round < warm; round++) {
            load.round(fault);
        }
        int rounds = (int) Math.max(MIN_ROUNDS, SAMPLE_TALLIES / load.series);
        double[] rates = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            long start = threads.getCurrentThreadCpuTime();
            for (int round = 0; round < rounds; round++) {
                load.round(fault);
            }
            long spent = threads.getCurrentThreadCpuTime() - start;
            rates[sample] = 1e9 * rounds * load.series / spent;
        }
        Arrays.sort(rates);
        return rates[SAMPLES / 2];
    }

    private static long heapUsed() {
        for (int pass = 0; pass < 3; pass++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
