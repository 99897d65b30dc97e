package dev.picket.simulation.bench.packets;

import com.sun.management.OperatingSystemMXBean;
import dev.picket.model.result.ProbeResult;
import dev.picket.probes.run.ProbePlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// CPU time per echo of the whole prober (sessions, timers, stamps both ways, verdicts, results)
/// beside references, interleaved. The prober's figure is that of its whole process, garbage
/// collection included.
final class EchoCost {

    /// As many as the C loop sends by one system call.
    static final int PACKETS = 32;
    /// Runs in flight: 256 packets, as in the C loop.
    static final int PATHS = 8;
    private static final int WARM_SAMPLES = 8;
    private static final long PATIENCE_SECONDS = 300;

    private final long echoes;
    private final int samples;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();
    private final Map<String, ProbePlan> plans = new HashMap<>();
    private Consumer<ProbePlan> running = _ -> {};
    private long left;
    private long received;
    private CountDownLatch idle = new CountDownLatch(0);

    /// @param echoes packets in a sample
    EchoCost(long echoes, int samples) {
        this.echoes = echoes;
        this.samples = samples;
    }

    /// What is measured beside the prober: nanoseconds of CPU per echo of one sample.
    interface Reference {
        double nanos() throws IOException, InterruptedException;
    }

    /// Nanoseconds of CPU per echo, medians: the prober's, and each reference's in order.
    record Costs(double prober, List<Double> references) {}

    Costs measure(LoopbackProber.Size size, List<ProbePlan> paths, List<Reference> references)
            throws IOException, InterruptedException {
        double[] prober = new double[samples];
        double[][] others = new double[references.size()][samples];
        try (LoopbackProber loopback = new LoopbackProber(size, this::finished, _ -> {})) {
            running = loopback::run;
            paths.forEach(plan -> plans.put(plan.path().target(), plan));
            // The compilers go on for some 10^5 packets.
            for (int warm = 0; warm < WARM_SAMPLES; warm++) {
                sample(loopback);
            }
            for (int i = 0; i < samples; i++) {
                prober[i] = sample(loopback);
                for (int other = 0; other < others.length; other++) {
                    others[other][i] = references.get(other).nanos();
                }
            }
        }
        return new Costs(median(prober), Arrays.stream(others).map(EchoCost::median).toList());
    }

    private double sample(LoopbackProber loopback) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(plans.size());
        long before = process.getProcessCpuTime();
        loopback.plane.execute(() -> {
            idle = done;
            left = echoes / PACKETS;
            received = 0;
            List.copyOf(plans.values()).forEach(this::next);
        });
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the prober does not come to an end");
        }
        if (received == 0) {
            throw new IllegalStateException("nothing was answered: nothing was measured");
        }
        return (double) (process.getProcessCpuTime() - before) / received;
    }

    private void finished(ProbeResult result) {
        received += result.packets().received();
        ProbePlan plan = plans.get(result.path().target());
        if (plan != null) {
            next(plan);
        }
    }

    private void next(ProbePlan plan) {
        if (left > 0) {
            left--;
            running.accept(plan);
        } else {
            idle.countDown();
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
