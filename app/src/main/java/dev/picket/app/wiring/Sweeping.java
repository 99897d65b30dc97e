package dev.picket.app.wiring;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.probes.machine.MachineSweeper;
import dev.picket.probes.machine.MachineTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Destroys Machines that runs cut short have left behind: when it starts, and from then on.
final class Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    static final Duration EVERY = Duration.ofMinutes(10);
    /// How often the sweeping asks whether it is time.
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /// Beyond the timeout of a run, the time its own destroying may take.
    private static final Duration DESTROY_MAX = Duration.ofMinutes(5);

    private final Map<String, MachineSweeper> sweepers;
    private final Clock clock;
    private Instant next = Instant.MIN;

    private Sweeping(Map<String, MachineSweeper> sweepers, Clock clock) {
        this.sweepers = sweepers;
        this.clock = clock;
    }

    /// One sweeper for each app at each API of `settings`; none where no Machine is created.
    static List<Chore> start(Settings settings, Clock clock) {
        Duration age = settings.probes().machineCreate().timeout().plus(DESTROY_MAX);
        Map<String, MachineSweeper> sweepers = new TreeMap<>();
        for (TargetSettings target : settings.targets().values()) {
            if (target instanceof TargetSettings.MachineCreate machine) {
                sweepers.computeIfAbsent(place(machine.api(), machine.app()),
                        _ -> new MachineSweeper(new MachineTarget.Place(machine.api(),
                                machine.app(), machine.token(), machine.image()), age));
            }
        }
        List<Chore> chores = new ArrayList<>();
        if (!sweepers.isEmpty()) {
            Sweeping sweeping = new Sweeping(sweepers, clock);
            chores.add(Chore.start("machine sweeper", PAUSE, sweeping::sweepWhenDue));
        }
        return chores;
    }

    private static String place(URI api, String app) {
        return app + " at " + api;
    }

    private void sweepWhenDue() throws InterruptedException {
        Instant now = clock.wall();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(EVERY);
        for (Map.Entry<String, MachineSweeper> entry : sweepers.entrySet()) {
            MachineSweeper.Sweep sweep = entry.getValue().sweep(now);
            if (!sweep.listed()) {
                LOG.warn("The Machines of {} could not be listed to find leftovers",
                        entry.getKey());
            } else if (sweep.left() > 0) {
                LOG.info("{} Machines were left over in {}, {} of them are destroyed",
                        sweep.left(), entry.getKey(), sweep.destroyed());
            }
        }
    }
}
