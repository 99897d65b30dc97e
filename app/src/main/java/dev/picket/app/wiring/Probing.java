package dev.picket.app.wiring;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.Settings;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.schedule.QuartzSchedule;
import java.io.IOException;
import java.util.List;

/// The probes of this process, running on their schedule.
public final class Probing implements AutoCloseable {

    private final ProbeRunner runner;
    private final QuartzSchedule schedule;
    private final String stampsLabel;
    private final Runnable afterwards;

    private Probing(ProbeRunner runner, QuartzSchedule schedule, String stampsLabel,
            Runnable afterwards) {
        this.runner = runner;
        this.schedule = schedule;
        this.stampsLabel = stampsLabel;
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
        List<ProbeGroup> groups = PathPlans.of(settings, clock);
        if (groups.size() > QuartzSchedule.GROUPS_MAX) {
            throw CannotStart.settings("vantages times probe kinds may be at most "
                    + QuartzSchedule.GROUPS_MAX + " in one process, got " + groups.size()
                    + "; run several processes");
        }
        ProberSetup setup = PathPlans.setup(settings);
        try {
            ProbeRunner runner = ProbeRunner.open(plane, clock, setup, output);
            return new Probing(runner, QuartzSchedule.start(plane, runner, clock, groups),
                    plane.stampsLabel(), () -> {});
        } catch (IOException e) {
            throw CannotStart.machine("a vantage's address cannot be bound ("
                    + String.join(", ", setup.binds().values().stream()
                            .map(address -> address.getHostAddress()).sorted().toList())
                    + "): " + reason(e) + "; `bind` must be an address of this machine");
        }
    }

    private Probing owning(DatagramPlane plane) {
        return new Probing(runner, schedule, stampsLabel, plane::close);
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
