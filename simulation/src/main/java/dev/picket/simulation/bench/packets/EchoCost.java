package dev.picket.simulation.bench.packets;

import com.sun.management.OperatingSystemMXBean;
import dev.picket.model.result.ProbeResult;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// CPU time per echo of the whole STAMP prober (sessions, timers, stamps both ways, verdicts,
/// results) beside a C loop of sendmmsg and recvmmsg, towards the same reflector and with as many
/// packets in flight. The prober's figure is that of its whole process, garbage collection
/// included.
final class EchoCost {

    /// As many as the C loop sends by one system call.
    private static final int PACKETS = 32;
    /// Runs in flight: 256 packets, as in the C loop.
    private static final int PATHS = 8;
    private static final int WARM_SAMPLES = 8;
    private static final long PATIENCE_SECONDS = 300;

    private final CReference reference;
    private final int flows;
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
    /// @param flows source ports of the prober
    EchoCost(CReference reference, long echoes, int samples, int flows) {
        this.reference = reference;
        this.echoes = echoes;
        this.samples = samples;
        this.flows = flows;
    }

    /// Nanoseconds of CPU per echo, medians.
    record Costs(double prober, double withoutTransmitStamps, double withTransmitStamps) {}

    Costs measure() throws IOException, InterruptedException {
        double[] prober = new double[samples];
        double[] plain = new double[samples];
        double[] stamped = new double[samples];
        try (CReference.Reflector reflector = reference.reflector();
                LoopbackProber loopback = new LoopbackProber(LoopbackProber.Size.of(flows),
                        this::finished, _ -> {})) {
            running = loopback::run;
            StampProfile profile = new StampProfile(PACKETS, Duration.ZERO, Duration.ofSeconds(2))
                    .withFlows(flows);
            LoopbackProber.plans(0, PATHS,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), reflector.port()),
                    profile).forEach(plan -> plans.put(plan.path().target(), plan));
            // The compilers go on for some 10^5 packets.
            for (int warm = 0; warm < WARM_SAMPLES; warm++) {
                sample(loopback);
            }
            for (int i = 0; i < samples; i++) {
                plain[i] = reference.echoNanos(reflector.port(), echoes, false);
                prober[i] = sample(loopback);
                stamped[i] = reference.echoNanos(reflector.port(), echoes, true);
            }
        }
        return new Costs(median(prober), median(plain), median(stamped));
    }

    private double sample(LoopbackProber loopback) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(PATHS);
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
