package dev.picket.app.wiring;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.Signal;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.run.Tallies;
import dev.picket.probes.schedule.ExtraSlots;
import dev.picket.probes.schedule.QuartzSchedule;
import dev.picket.probes.silence.SilenceBook;
import dev.picket.probes.timestamp.TimestampFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The probes of this process, running on their schedule.
public final class Probing implements AutoCloseable {

    private final ProbeRunner runner;
    private final QuartzSchedule schedule;
    private final String stampsLabel;
    private final Duration closerLook;
    private final Runnable afterwards;

    private Probing(ProbeRunner runner, QuartzSchedule schedule, String stampsLabel,
            Duration closerLook, Runnable afterwards) {
        this.runner = runner;
        this.schedule = schedule;
        this.stampsLabel = stampsLabel;
        this.closerLook = closerLook;
        this.afterwards = afterwards;
    }

    /// The probes of `settings` on a plane of their own; what is seen goes to `output`.
    public static Probing start(Settings settings, Clock clock, ProberOutput output)
            throws CannotStart {
        DatagramPlane plane = DatagramPlanes.open(clock, "probes");
        try {
            return start(settings, plane, clock, output).owning(plane);
        } catch (CannotStart | RuntimeException e) {
            plane.close();
            throw e;
        }
    }

    /// The probes of `settings` on a plane that others use too, and that stays theirs.
    public static Probing start(Settings settings, DatagramPlane plane, Clock clock,
            ProberOutput output) throws CannotStart {
        TimestampFile timestamps = timestamps(settings);
        List<ProbeGroup> groups = PathPlans.of(settings, clock, timestamps::keeper);
        if (groups.size() > QuartzSchedule.GROUPS_MAX) {
            throw CannotStart.settings("vantages times probe kinds may be at most "
                    + QuartzSchedule.GROUPS_MAX + " in one process, got " + groups.size()
                    + "; run several processes");
        }
        ProberSetup setup = PathPlans.setup(settings);
        try {
            AtomicReference<Consumer<ProbeResult>> confirming = new AtomicReference<>(_ -> {
            });
            SilenceBook silences = new SilenceBook(Witnesses.of(settings));
            ProbeRunner runner = ProbeRunner.open(plane, clock, setup,
                    new ProberOutput(result -> {
                        output.results().accept(silences.read(result, clock.monotonic()));
                        confirming.get().accept(result);
                    }, output.rounds()));
            QuartzSchedule schedule = QuartzSchedule.start(plane, runner, clock, groups);
            confirming.set(result -> confirm(result, settings, schedule));
            List<Chore> chores = chores(settings, clock, timestamps);
            return new Probing(runner, schedule, plane.stampsLabel(),
                    ExtraSlots.closerLook(settings.detector().tick()),
                    () -> chores.forEach(Chore::close));
        } catch (IOException e) {
            throw CannotStart.machine("a vantage's address cannot be bound ("
                    + String.join(", ", setup.binds().values().stream()
                            .map(address -> address.getHostAddress()).sorted().toList())
                    + "): " + reason(e) + "; `bind` must be an address of this machine");
        }
    }

    /// One Machine a minute tells little: after a failure more are created, until the scheduled
    /// creations go well again.
    private static void confirm(ProbeResult result, Settings settings, QuartzSchedule schedule) {
        boolean failed = result.path().kind() == ProbeKind.MACHINE_CREATE
                && Tallies.of(result, settings.detector().tick()).stream()
                        .anyMatch(tally -> tally.signal() != Signal.SLOW && tally.bad() > 0);
        if (failed) {
            schedule.want(List.of(result.path()),
                    settings.probes().every(ProbeKind.MACHINE_CREATE));
        }
    }

    /// Runs these paths more often for two ticks, those named first before the others.
    public void lookCloser(List<dev.picket.model.topology.Path> paths) {
        schedule.want(paths, closerLook);
    }

    private Probing owning(DatagramPlane plane) {
        return new Probing(runner, schedule, stampsLabel, closerLook, () -> {
            plane.close();
            afterwards.run();
        });
    }

    /// What goes on beside the probes: leftover Machines, and timestamps to be remembered.
    private static List<Chore> chores(Settings settings, Clock clock, TimestampFile timestamps) {
        List<Chore> chores = new ArrayList<>(Sweeping.start(settings, clock));
        if (settings.targets().values().stream()
                .anyMatch(TargetSettings.WireGuard.class::isInstance)) {
            chores.add(Chore.start("timestamp writer", TimestampFile.SAVE_EVERY,
                    timestamps::save));
        }
        return chores;
    }

    /// Where the timestamps of our keys outlast a restart: beside the database.
    private static TimestampFile timestamps(Settings settings) throws CannotStart {
        Path database = settings.storage().file();
        Path file = database.resolveSibling(database.getFileName() + ".timestamps");
        try {
            return TimestampFile.open(file);
        } catch (IOException e) {
            throw CannotStart.machine("cannot read " + file + ": " + reason(e)
                    + "; look at its permissions");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "the system gave no reason" : e.getMessage();
    }

    /// The stamps its round trips carry, for people.
    public String stampsLabel() {
        return stampsLabel;
    }

    @Override
    public void close() {
        schedule.close();
        runner.close();
        afterwards.run();
    }
}
