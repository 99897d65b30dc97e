package dev.picket.simulation.bench.packets;

import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.round.Burst;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.simulation.bench.BenchRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// The datagram engine beside a C loop, and whether what it says holds under bad conditions. One
/// method is one subject; a further one adds its rows in [#all].
public final class PacketsBench {

    private static final double C_SHARE_WANTED = 0.8;
    private static final double FPING_WANTED = 1.5;
    private static final double BLACKBOX_WANTED = 50;
    private static final Duration T_MAX = Duration.ofSeconds(2);
    private static final int SUSTAINED_PER_SECOND = 20_000;
    private static final double ERROR_NANOS_WANTED = 100_000;
    private static final double BETTER_WANTED = 100;
    private static final double LATENESS_NANOS_WANTED = 10_000_000;
    private static final int DARK_PATHS = 10_000;
    private static final int DARK_WARM_UP_ROUNDS = 20;
    private static final int DARK_ROUNDS = 30;
    private static final long ECHOES = 100_000;
    private static final int SAMPLES = 7;
    private static final Duration ACCURACY = Duration.ofSeconds(8);
    private static final String NO_GCC = "gcc or the kernel's headers are not installed";

    private final Consumer<String> progress;
    private final Duration sustained;
    private final List<BenchRow> rows = new ArrayList<>();

    private PacketsBench(Duration sustained, Consumer<String> progress) {
        this.sustained = sustained;
        this.progress = progress;
    }

    /// Runs every measurement.
    ///
    /// @param sustained how long the steady rate is kept
    public static List<BenchRow> run(Duration sustained, Consumer<String> progress)
            throws InterruptedException {
        return measured(new PacketsBench(sustained, progress), PacketsBench::all);
    }

    /// How late runs begin, alone.
    public static List<BenchRow> schedule(Consumer<String> progress) throws InterruptedException {
        return measured(new PacketsBench(Duration.ZERO, progress), PacketsBench::lateness);
    }

    /// Some subjects of a bench.
    private interface Subjects {
        void of(PacketsBench bench) throws IOException, InterruptedException;
    }

    private static List<BenchRow> measured(PacketsBench bench, Subjects subjects)
            throws InterruptedException {
        try {
            subjects.of(bench);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(bench.rows);
    }

    private void all() throws IOException, InterruptedException {
        Optional<CReference> compiled = CReference.compile();
        if (compiled.isPresent()) {
            try (CReference reference = compiled.get()) {
                echoCost(reference, 1, "");
                echoCost(reference, 4, "_4_flows");
                pingCost(reference);
                accuracy(reference);
            }
        } else {
            List.of("stamp_echoes_per_core_s", "icmp_echoes_per_core_s", "stamp_error_p99_ns",
                    "stamp_error_user_over_told")
                    .forEach(id -> rows.add(BenchRow.notMeasured(id, NO_GCC)));
        }
        drops();
        stop();
        lateness();
        rate();
    }

    /// Echoes a second of CPU time beside the C loop that asks for the same stamps.
    private void echoCost(CReference reference, int flows, String name)
            throws IOException, InterruptedException {
        progress.accept("STAMP prober beside C, " + flows + " source ports");
        try (CReference.Reflector reflector = reference.reflector()) {
            StampProfile profile = new StampProfile(EchoCost.PACKETS, Duration.ZERO, T_MAX)
                    .withFlows(flows);
            InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(),
                    reflector.port());
            EchoCost.Costs costs = new EchoCost(ECHOES, SAMPLES).measure(
                    LoopbackProber.Size.of(flows),
                    LoopbackProber.plans(0, EchoCost.PATHS, at, profile),
                    List.of(() -> reference.echoNanos(reflector.port(), ECHOES, false),
                            () -> reference.echoNanos(reflector.port(), ECHOES, true)));
            beside("stamp_echoes_per_core_s" + name, costs, 1, C_SHARE_WANTED);
            rows.add(BenchRow.reported("stamp_echoes_per_core_s_c_receive_stamps_only" + name,
                    1e9 / costs.prober(), 1e9 / costs.references().getFirst()));
        }
    }

    /// Echoes by ICMP a second of CPU time beside C, fping and blackbox_exporter, of which a probe
    /// is one echo.
    private void pingCost(CReference reference) throws IOException, InterruptedException {
        progress.accept("ICMP prober beside C, fping and blackbox_exporter");
        List<EchoCost.Reference> references = new ArrayList<>(
                List.of(() -> reference.pingNanos(ECHOES, false),
                        () -> reference.pingNanos(ECHOES, true)));
        boolean fping = PingReferences.isInstalled("fping");
        if (fping) {
            references.add(new PingReferences(reference)::fpingNanos);
        }
        boolean blackbox = PingReferences.isInstalled(BlackboxExporter.PROGRAM);
        if (!blackbox) {
            pingCost(references, fping, false);
            return;
        }
        try (BlackboxExporter exporter = BlackboxExporter.start(reference.file("blackbox.yml"))) {
            references.add(exporter::nanos);
            pingCost(references, fping, true);
        }
    }

    private void pingCost(List<EchoCost.Reference> references, boolean fping, boolean blackbox)
            throws IOException, InterruptedException {
        EchoCost.Costs costs = new EchoCost(ECHOES, SAMPLES).measure(
                LoopbackProber.Size.of(ProbeKind.ICMP, 1),
                LoopbackProber.pings(EchoCost.PATHS,
                        new Burst(EchoCost.PACKETS, Duration.ZERO, T_MAX)),
                references);
        beside("icmp_echoes_per_core_s", costs, 1, C_SHARE_WANTED);
        rows.add(BenchRow.reported("icmp_echoes_per_core_s_c_receive_stamps_only",
                1e9 / costs.prober(), 1e9 / costs.references().getFirst()));
        if (fping) {
            beside("icmp_echoes_per_core_s_fping", costs, 2, FPING_WANTED);
        } else {
            rows.add(BenchRow.notMeasured("icmp_echoes_per_core_s_fping",
                    "fping is not installed"));
        }
        if (blackbox) {
            beside("icmp_echoes_per_core_s_blackbox", costs, references.size() - 1,
                    BLACKBOX_WANTED);
        } else {
            rows.add(BenchRow.notMeasured("icmp_echoes_per_core_s_blackbox",
                    BlackboxExporter.PROGRAM + " is not installed"));
        }
    }

    private void beside(String id, EchoCost.Costs costs, int reference, double wanted) {
        rows.add(new BenchRow(id, 1e9 / costs.prober(),
                1e9 / costs.references().get(reference), OptionalDouble.of(wanted), false));
    }

    private void accuracy(CReference reference) throws IOException, InterruptedException {
        progress.accept("round trips under garbage and two busy cores");
        StampAccuracy.Errors errors = new StampAccuracy(reference, ACCURACY).measure();
        rows.add(BenchRow.atMost("stamp_error_p99_ns", errors.toldP99Nanos(),
                ERROR_NANOS_WANTED));
        rows.add(BenchRow.atLeast("stamp_error_user_over_told",
                errors.userP99Nanos() / errors.toldP99Nanos(), BETTER_WANTED));
        rows.add(BenchRow.reported("stamp_error_p50_ns", errors.toldP50Nanos(),
                errors.userP50Nanos()));
        rows.add(BenchRow.reported("stamp_error_max_ns", errors.toldMaxNanos(),
                errors.userP99Nanos()));
        rows.add(BenchRow.reported("stamp_error_packets", errors.packets(), errors.packets()));
        rows.add(BenchRow.reported("stamped_by_kernel_both_ends_share", errors.kernelStamped(),
                1));
    }

    private void drops() throws IOException, InterruptedException {
        progress.accept("replies that overflow 64 KiB");
        ForcedDrops.Outcomes outcomes = new ForcedDrops().measure();
        if (outcomes.missing() == 0) {
            throw new IllegalStateException("nothing overflowed: nothing was measured");
        }
        rows.add(all("forced_drops_attributed", outcomes.attributed(),
                outcomes.missing()));
        rows.add(notLost("forced_drops_not_laid_at_a_path", outcomes.lost(), outcomes.sent()));
    }

    private void stop() throws IOException, InterruptedException {
        progress.accept("a prober stopped for 300 ms");
        ProcessStop.Outcomes outcomes = new ProcessStop().measure();
        rows.add(notLost("sigstop_not_laid_at_a_path", outcomes.lost(), outcomes.sent()));
        rows.add(share("sigstop_skipped_of_due", outcomes.skipped(),
                outcomes.due()));
    }

    private void lateness() throws IOException, InterruptedException {
        progress.accept(DARK_PATHS + " dark targets once a second");
        ScheduleLateness.Outcomes outcomes = new ScheduleLateness(DARK_PATHS,
                DARK_WARM_UP_ROUNDS, DARK_ROUNDS).measure();
        rows.add(BenchRow.atMost("schedule_lateness_p99_ns", (double) outcomes.p99Nanos(),
                LATENESS_NANOS_WANTED));
        rows.add(BenchRow.reported("schedule_lateness_p50_ns", (double) outcomes.p50Nanos(),
                LATENESS_NANOS_WANTED));
        rows.add(BenchRow.reported("schedule_lateness_max_ns", (double) outcomes.maxNanos(),
                LATENESS_NANOS_WANTED));
        rows.add(all("schedule_sent_plus_skipped", outcomes.sent() + outcomes.skipped(),
                outcomes.due()));
        rows.add(share("schedule_skipped_of_due", outcomes.skipped(), outcomes.due()));
    }

    private void rate() throws IOException, InterruptedException {
        progress.accept(SUSTAINED_PER_SECOND + " packets a second for " + sustained.toSeconds()
                + " s");
        SustainedRate.Outcomes outcomes = new SustainedRate(sustained, SUSTAINED_PER_SECOND)
                .measure();
        rows.add(new BenchRow("sustained_packets_per_s", outcomes.sentPerSecond(),
                SUSTAINED_PER_SECOND, OptionalDouble.of(0.99), false));
        rows.add(notLost("sustained_not_laid_at_a_path", outcomes.lost(), outcomes.sent()));
        rows.add(notLost("sustained_not_lost_here", outcomes.lostHere(), outcomes.sent()));
        rows.add(all("sustained_sent_plus_skipped",
                outcomes.sent() + outcomes.skipped(), outcomes.due()));
        rows.add(share("sustained_skipped_of_due", outcomes.skipped(),
                outcomes.due()));
        rows.add(BenchRow.reported("sustained_kernel_stamped_share", outcomes.kernelStamped(),
                1));
        rows.add(BenchRow.reported("sustained_cpu_ns_per_echo_with_reflector",
                outcomes.cpuNanosPerEcho(), 30_000));
    }

    /// The packets that were not lost, of those sent: all of them are wanted.
    private static BenchRow notLost(String id, long lost, long sent) {
        return all(id, sent - lost, sent);
    }

    private static BenchRow all(String id, long counted, long wanted) {
        return BenchRow.atLeast(id, (double) counted, (double) wanted);
    }

    private static BenchRow share(String id, long part, long whole) {
        return BenchRow.reported(id, (double) part, (double) whole);
    }
}
