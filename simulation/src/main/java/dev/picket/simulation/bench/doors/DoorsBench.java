package dev.picket.simulation.bench.doors;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.http.HttpProbe;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.Trust;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.tcp.TcpProbe;
import dev.picket.simulation.bench.BenchRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// CPU time per probe over plain HTTP and over TCP, each on a connection of its own, of this whole
/// process and of blackbox_exporter, in turn against the same server. Both are counted with all
/// they do: the prober with its sessions, timers and results, blackbox_exporter with the request
/// that asks it for a probe and the text it answers.
public final class DoorsBench {

    /// At most this part of what blackbox_exporter takes.
    private static final double PART_WANTED = 1.0 / 3;
    /// A busy machine makes the probes late and not the figure wrong.
    private static final Duration STALL_MAX = Duration.ofMinutes(1);
    private static final StageBudgets PATIENT = new StageBudgets(STALL_MAX, STALL_MAX, STALL_MAX,
            STALL_MAX, STALL_MAX, STALL_MAX);
    private static final int PROBES = 1_500;
    private static final int SAMPLES = 5;
    private static final int WARM_SAMPLES = 12;

    private DoorsBench() {}

    /// Runs every measurement.
    public static List<BenchRow> run(Consumer<String> progress) throws InterruptedException {
        try (LocalServer server = LocalServer.start()) {
            Optional<Blackbox> blackbox = Blackbox.start();
            try {
                return List.of(
                        row("http", ProbeKind.HTTP, server, blackbox, progress),
                        row("tcp", ProbeKind.TCP, server, blackbox, progress));
            } finally {
                blackbox.ifPresent(Blackbox::close);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the loopback server cannot be started", e);
        }
    }

    private static BenchRow row(String name, ProbeKind kind, LocalServer server,
            Optional<Blackbox> blackbox, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (RunLoop runs = new RunLoop(plan(kind, server))) {
            for (int warm = 0; warm < WARM_SAMPLES; warm++) {
                runs.cpuMicros(PROBES);
            }
            for (int i = 0; i < SAMPLES; i++) {
                progress.accept(name + " probes, sample " + (i + 1) + " of " + SAMPLES);
                ours.add(runs.cpuMicros(PROBES));
                if (blackbox.isPresent()) {
                    theirs.add(blackbox.get().cpuMicros(name, server, PROBES));
                }
            }
        }
        String id = name + "_probe_cpu_us";
        return theirs.isEmpty()
                ? BenchRow.notMeasured(id, "prometheus-blackbox-exporter is not installed; this "
                        + "prober alone takes " + Math.round(median(ours)) + " us")
                : new BenchRow(id, median(ours), median(theirs), OptionalDouble.of(PART_WANTED),
                        true);
    }

    private static ProbePlan plan(ProbeKind kind, LocalServer server) {
        InetAddress bind = InetAddress.ofLiteral("0.0.0.0");
        DoorTarget target = new DoorTarget(RunLoop.VANTAGE, "bench", bind, STALL_MAX, PATIENT,
                new AddressPolicy(List.of(AddressPrefix.parse("127.0.0.0/8").orElseThrow())),
                STALL_MAX);
        Lookup.Way way = Lookup.Way.from(bind, Optional.empty());
        AsyncProbe probe = kind == ProbeKind.HTTP
                ? new HttpProbe(target, new HttpProbe.Asked(
                        HttpProfile.of(URI.create("http://" + server.address() + "/")), way),
                        Trust.system(), SystemClock.system())
                : new TcpProbe(target, new Endpoint("127.0.0.1", server.port()), way,
                        SystemClock.system());
        return new ProbePlan.AsyncPlan(new Path(RunLoop.VANTAGE, "bench", kind), probe);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
