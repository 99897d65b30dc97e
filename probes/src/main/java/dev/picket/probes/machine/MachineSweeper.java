package dev.picket.probes.machine;

import dev.picket.probes.machine.ApiAnswer.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Destroys Machines that probes left behind, found by the key every one of them carries.
public final class MachineSweeper {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    /// Machines one sweep destroys; the next sweep takes the rest.
    private static final int SWEPT_MAX = 200;

    private final MachinesApi api;
    private final Duration age;

    /// A sweeper of one app.
    ///
    /// @param age Machines younger than this may belong to a run still going on
    public MachineSweeper(MachineTarget.Place place, Duration age) {
        this.api = new MachinesApi(place);
        this.age = age;
    }

    /// What one sweep found.
    ///
    /// @param listed whether the Machines could be listed at all
    /// @param left Machines of probes old enough to be leftovers
    /// @param destroyed those of them that are gone now
    public record Sweep(boolean listed, int left, int destroyed) {}

    /// Looks once and destroys what is left over.
    public Sweep sweep(Instant now) throws InterruptedException {
        if (!(api.list(MachineJson.PROBE_KEY, MachineJson.PROBE_VALUE,
                CALL_TIMEOUT) instanceof Answered answered && answered.isOk())) {
            return new Sweep(false, 0, 0);
        }
        List<Machine> left = MachineJson.machines(answered.body()).stream()
                .filter(machine -> !machine.createdAt().plus(age).isAfter(now))
                .limit(SWEPT_MAX).toList();
        int destroyed = 0;
        for (Machine machine : left) {
            if (api.destroy(machine.id(), CALL_TIMEOUT) instanceof Answered gone
                    && (gone.isOk() || gone.status() == 404)) {
                destroyed++;
            }
        }
        return new Sweep(true, left.size(), destroyed);
    }
}
