package dev.picket.simulation.bench.doors;

import com.sun.management.OperatingSystemMXBean;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One plan run again and again by the runner of real probing, a few runs in flight.
final class RunLoop implements AutoCloseable {

    static final String VANTAGE = "here";
    private static final int IN_FLIGHT = 8;
    private static final long PATIENCE_SECONDS = 300;
    private static final double NANOS_PER_MICRO = 1_000;

    private final ProbePlan plan;
    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "bench prober");
    private final ProbeRunner runner;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();
    private CountDownLatch open = new CountDownLatch(0);
    private int left;
    private int bad;
    private String last = "";

    RunLoop(ProbePlan plan) throws IOException {
        this.plan = plan;
        this.runner = ProbeRunner.open(plane, clock,
                new ProberSetup(Map.of(VANTAGE, InetAddress.getLoopbackAddress()), Map.of(),
                        ProberSetup.RECEIVE_BUFFER_BYTES, Duration.ofSeconds(1)),
                new ProberOutput(this::finished, _ -> {
                }));
    }

    /// The process's CPU time per probe over `probes` good ones.
    double cpuMicros(int probes) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(probes);
        long before = process.getProcessCpuTime();
        plane.execute(() -> {
            open = done;
            left = probes;
            bad = 0;
            for (int i = 0; i < IN_FLIGHT; i++) {
                next();
            }
        });
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the runs do not come to an end");
        }
        if (bad > 0) {
            throw new IllegalStateException(
                    bad + " of " + probes + " probes were not good, one of them: " + last);
        }
        return (process.getProcessCpuTime() - before) / NANOS_PER_MICRO / probes;
    }

    private void finished(ProbeResult result) {
        if (!(result.outcome() instanceof Outcome.Good)) {
            bad++;
            last = result.outcome().toString();
        }
        open.countDown();
        next();
    }

    private void next() {
        if (left > 0) {
            left--;
            runner.run(new DueRun(plan, clock.wall(), clock.monotonic(),
                    Duration.ofSeconds(60).toNanos()));
        }
    }

    @Override
    public void close() {
        runner.close();
        plane.close();
    }
}
