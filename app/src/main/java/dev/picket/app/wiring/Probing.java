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

    private final DatagramPlane plane;
    private final ProbeRunner runner;
    private final QuartzSchedule schedule;

    private Probing(DatagramPlane plane, ProbeRunner runner, QuartzSchedule schedule) {
        this.plane = plane;
        this.runner = runner;
        this.schedule = schedule;
    }

    /// Starts to probe; what is seen goes to `output`.
    public static Probing start(List<ProbeGroup> groups, ProberSetup setup, Clock clock,
            ProberOutput output) throws CannotStart {
        DatagramPlane plane = DatagramPlanes.open(clock, "probes");
        try {
            ProbeRunner runner = ProbeRunner.open(plane, clock, setup, output);
            return new Probing(plane, runner,
                    QuartzSchedule.start(plane, runner, clock, groups));
        } catch (IOException e) {
            plane.close();
            throw CannotStart.machine("a vantage's address cannot be bound ("
                    + String.join(", ", setup.binds().values().stream()
                            .map(address -> address.getHostAddress()).sorted().toList())
                    + "): " + reason(e) + "; `bind` must be an address of this machine");
        }
    }

    /// The probes of `settings`.
    public static Probing start(Settings settings, Clock clock, ProberOutput output)
            throws CannotStart {
        List<ProbeGroup> groups = PathPlans.of(settings, clock);
        if (groups.size() > QuartzSchedule.GROUPS_MAX) {
            throw CannotStart.settings("vantages times probe kinds may be at most "
                    + QuartzSchedule.GROUPS_MAX + " in one process, got " + groups.size()
                    + "; run several processes");
        }
        return start(groups, PathPlans.setup(settings), clock, output);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "the system gave no reason" : e.getMessage();
    }

    /// The stamps its round trips carry, for people.
    public String stampsLabel() {
        return plane.stampsLabel();
    }

    @Override
    public void close() {
        schedule.close();
        runner.close();
        plane.close();
    }
}
