package dev.picket.simulation.bench.packets;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.schedule.QuartzSchedule;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// How late runs are begun when every target is dark: as many addresses as paths, each probed once
/// a second with T_max of two seconds, so that two or three runs of each are in flight at any time.
/// Nobody answers and nobody refuses: the packets end in a socket that is never read.
final class ScheduleLateness {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final double PERCENTILE = 0.99;
    private static final int ADDRESSES_A_BLOCK = 250;

    private final int paths;
    private final int warmUp;
    private final int rounds;
    private final long[] lateness;
    private Instant countedFrom = Instant.MAX;
    private int measured;
    private long told;
    private long skipped;
    private long due;

    /// @param paths at most 20,000, as each takes three session identifiers
    /// @param warmUp rounds not counted, in which code is compiled and the heap is touched first,
    ///        by their time: cold code skips many runs, which are told at once
    /// @param rounds counted after them
    ScheduleLateness(int paths, int warmUp, int rounds) {
        this.paths = paths;
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.lateness = new long[paths * (rounds + 2)];
    }

    /// @param p99Nanos of the time from when a run was due to when it was begun
    /// @param due runs the schedule asked for, as the vantage counts them
    /// @param sent runs begun and told
    /// @param skipped runs told as skipped
    record Outcomes(long p50Nanos, long p99Nanos, long maxNanos, long due, long sent,
            long skipped) {}

    Outcomes measure() throws IOException, InterruptedException {
        try (DatagramChannel dark = DatagramChannel.open()
                .bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0));
                LoopbackProber prober = new LoopbackProber(LoopbackProber.Size.of(1), this::add,
                        this::add)) {
            int port = ((InetSocketAddress) dark.getLocalAddress()).getPort();
            countedFrom = prober.clock.wall().plus(EVERY.multipliedBy(warmUp));
            QuartzSchedule schedule = QuartzSchedule.start(prober.plane, prober.runner,
                    prober.clock, List.of(new ProbeGroup("stamp", EVERY, plans(port))));
            pass(prober, EVERY.multipliedBy(rounds + warmUp));
            schedule.close();
            // What was handed over is begun and ends, and the vantage's last window too.
            pass(prober, EVERY.plus(TIMEOUT).plus(EVERY.dividedBy(2)));
        }
        if (measured == 0) {
            throw new IllegalStateException("nothing was begun after warming up");
        }
        Arrays.sort(lateness, 0, measured);
        return new Outcomes(lateness[measured / 2],
                lateness[(int) Math.ceil(PERCENTILE * measured) - 1], lateness[measured - 1], due,
                told - skipped, skipped);
    }

    /// One packet to each of as many addresses of the loopback.
    private List<ProbePlan> plans(int port) {
        StampProfile profile = new StampProfile(1, Duration.ZERO, TIMEOUT).every(EVERY);
        List<ProbePlan> plans = new ArrayList<>();
        for (int i = 0; i < paths; i++) {
            InetAddress address = InetAddress.ofLiteral("127.90." + i / ADDRESSES_A_BLOCK + "."
                    + (1 + i % ADDRESSES_A_BLOCK));
            plans.add(StampPath.plan(new Path(LoopbackProber.VANTAGE, "t" + i, ProbeKind.STAMP),
                    new InetSocketAddress(address, port), 1 + i * profile.sessions(), profile));
        }
        return plans;
    }

    private static void pass(LoopbackProber prober, Duration time) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        prober.plane.at(prober.clock.monotonic().plus(time), passed::countDown);
        passed.await();
    }

    private void add(ProbeResult result) {
        told++;
        skipped += result.outcome() instanceof Outcome.Skipped ? 1 : 0;
        if (!result.scheduledAt().isBefore(countedFrom) && measured < lateness.length) {
            lateness[measured] = result.health().latenessMaxNanos();
            measured++;
        }
    }

    private void add(ProberRound round) {
        due += round.health().due();
    }
}
