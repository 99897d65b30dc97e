package dev.picket.simulation.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DetectorAllocationTest {

    private static final int ROUNDS = 8;
    private static final int SAMPLES = 5;
    /// What a tick allocates, its few lists, by tally; the smallest object has 16 bytes.
    private static final double BYTES_PER_TALLY_MAX = 4;

    /// The least of some samples: the ticks in which tables are made anew do allocate.
    @Test
    void aCalmTallyAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DetectorLoad load = new DetectorLoad(BenchWorld.of(35, 34), 1, 0.02, 0.15);
        for (int round = 0; round < 40; round++) {
            load.round(false);
        }

        double least = Double.POSITIVE_INFINITY;
        for (int sample = 0; sample < SAMPLES; sample++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < ROUNDS; round++) {
                load.round(false);
            }
            long spent = threads.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, (double) spent / ROUNDS / load.series);
        }

        assertThat(least).isLessThan(BYTES_PER_TALLY_MAX);
    }
}
