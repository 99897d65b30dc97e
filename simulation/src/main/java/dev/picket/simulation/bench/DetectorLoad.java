package dev.picket.simulation.bench;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/// A detector under load: in each tick every series gets a tally of twenty trials, in random order.
/// What comes is drawn beforehand, so that only the detector is measured.
final class DetectorLoad {

    private static final int TRIALS = 20;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final long SEED = 17;
    /// Draws are made once and read from another place in each tick.
    private static final int DRAWS = 1 << 22;

    final Detector detector;
    final int series;
    private final int[] order;
    private final boolean[] failing;
    private final byte[] calm = new byte[DRAWS];
    private final byte[] harmed = new byte[DRAWS];
    private long tick;
    private long found;

    /// @param bad share of the tallies of a healthy series that have a bad trial
    /// @param loss bad ratio of the failing provider's paths during a fault
    DetectorLoad(Topology topology, int partitions, double bad, double loss) {
        this.detector = new Detector(topology, DetectorSettings.defaults()
                .withTick(TICK, Duration.ZERO).withWarmUp(TICK.multipliedBy(8)), partitions);
        Random random = new Random(SEED);
        int[] numbers = new int[topology.routes().size() * Signal.values().length];
        boolean[] crosses = new boolean[numbers.length];
        int count = 0;
        for (var route : topology.routes()) {
            for (Signal signal : Signal.values()) {
                int number = detector.series(route.path(), signal);
                if (number >= 0) {
                    crosses[number] = route.crosses(BenchWorld.FAILING);
                    numbers[count++] = number;
                }
            }
        }
        this.series = count;
        this.order = Arrays.copyOf(numbers, count);
        this.failing = crosses;
        for (int j = count - 1; j > 0; j--) {
            int other = random.nextInt(j + 1);
            int kept = order[j];
            order[j] = order[other];
            order[other] = kept;
        }
        for (int j = 0; j < DRAWS; j++) {
            calm[j] = (byte) (random.nextDouble() < bad ? 1 : 0);
            for (int trial = 0; trial < TRIALS; trial++) {
                harmed[j] += (byte) (random.nextDouble() < loss ? 1 : 0);
            }
        }
    }

    /// One tick of tallies in random order, then the tick is closed.
    void round(boolean fault) {
        int at = (int) (tick * 0x9E3779B9L) & (DRAWS - 1);
        for (int i : order) {
            int k = fault && failing[i] ? harmed[at] : calm[at];
            detector.observe(i, tick, TRIALS, k);
            at = (at + 1) & (DRAWS - 1);
        }
        tick++;
        for (Finding _ : detector.advance(Instant.ofEpochSecond(tick * TICK.toSeconds()))) {
            found++;
        }
    }

    /// What the load itself keeps, the detector taken out.
    long bytes() {
        return 4L * order.length + failing.length + 2L * DRAWS;
    }

    long found() {
        return found;
    }
}
