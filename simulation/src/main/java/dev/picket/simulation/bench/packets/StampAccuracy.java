package dev.picket.simulation.bench.packets;

import dev.picket.model.time.ClockSource;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.schedule.QuartzSchedule;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// How wrong the round trips are that the prober tells while its process makes garbage and both
/// cores are busy, beside those that stamps in user space would tell of the same packets.
///
/// The truth is the reflector's: the loopback driver stamps a packet's transmission and its receipt
/// within one traversal, some microseconds apart, so a round trip is the time a packet stayed with
/// the reflector by the kernel's stamps at the reflector's own socket, and those few microseconds.
/// They are part of the error told here.
final class StampAccuracy {

    private static final int RATE_PER_SECOND = 2_000;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final CReference reference;
    private final Duration duration;

    StampAccuracy(CReference reference, Duration duration) {
        this.reference = reference;
        this.duration = duration;
    }

    /// @param packets how many were compared
    /// @param kernelStamped share of them told by kernel stamps at both ends
    /// @param toldP99Nanos error of the round trips told
    /// @param userP99Nanos error of the clock read before the send call and when the reply was read
    record Errors(int packets, double kernelStamped, double toldP50Nanos, double toldP99Nanos,
            double toldMaxNanos, double userP50Nanos, double userP99Nanos) {}

    Errors measure() throws IOException, InterruptedException {
        try (CReference.Reflector reflector = reference.reflector();
                LoopbackProber prober = new LoopbackProber(LoopbackProber.Size.of(1), _ -> {},
                        _ -> {})) {
            List<WatchedPath> watched = watch(prober, reflector.port());
            List<ProbePlan> plans = watched.stream().map(WatchedPath::plan).toList();
            try (Pressure _ = Pressure.start();
                    QuartzSchedule _ = QuartzSchedule.start(prober.plane, prober.runner,
                            prober.clock, List.of(new ProbeGroup("watched", EVERY, plans)))) {
                pass(prober, duration);
            }
            // What was begun ends; the plane's thread is at rest then.
            pass(prober, TIMEOUT.plus(EVERY));
            return errors(watched, reflector.stop());
        }
    }

    private static List<WatchedPath> watch(LoopbackProber prober, int port) {
        List<WatchedPath> watched = new ArrayList<>();
        StampProfile profile = new StampProfile(1, Duration.ZERO, TIMEOUT);
        for (ProbePlan plan : LoopbackProber.plans(0, RATE_PER_SECOND,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), profile)) {
            if (plan instanceof ProbePlan.DatagramPlan datagrams) {
                watched.add(new WatchedPath(datagrams, prober.clock));
            }
        }
        return watched;
    }

    private static void pass(LoopbackProber prober, Duration time) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        prober.plane.at(prober.clock.monotonic().plus(time), passed::countDown);
        passed.await();
    }

    private static Errors errors(List<WatchedPath> watched, Map<Long, Long> dwells) {
        List<WatchedPath.Sample> samples = watched.stream()
                .flatMap(path -> path.samples().stream())
                .filter(sample -> dwells.containsKey(sample.key())).toList();
        if (samples.isEmpty()) {
            throw new IllegalStateException("no packet can be compared");
        }
        double[] told = new double[samples.size()];
        double[] user = new double[samples.size()];
        int kernel = 0;
        for (int i = 0; i < told.length; i++) {
            WatchedPath.Sample sample = samples.get(i);
            long truth = dwells.getOrDefault(sample.key(), 0L);
            told[i] = Math.abs(sample.toldNanos() - truth);
            user[i] = Math.abs(sample.userNanos() - truth);
            kernel += sample.source() == ClockSource.KERNEL_TX_RX ? 1 : 0;
        }
        Arrays.sort(told);
        Arrays.sort(user);
        return new Errors(told.length, (double) kernel / told.length, quantile(told, 0.5),
                quantile(told, 0.99), told[told.length - 1], quantile(user, 0.5),
                quantile(user, 0.99));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
    }
}
