package dev.picket.simulation.virtual;

import dev.picket.model.topology.Path;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.session.DatagramRuns;
import dev.picket.simulation.session.MachineRuns;
import dev.picket.simulation.session.StreamRuns;
import org.jspecify.annotations.Nullable;

/// The sessions of one path, made when the first is needed.
final class PathRuns {

    private final Path path;
    private final String region;
    private final ProbePace pace;
    private final long seed;
    private @Nullable DatagramRuns datagrams;
    private @Nullable MachineRuns machines;
    private @Nullable StreamRuns streams;

    /// @param region where the target stands
    /// @param seed makes keys
    PathRuns(Path path, String region, ProbePace pace, long seed) {
        this.path = path;
        this.region = region;
        this.pace = pace;
        this.seed = seed;
    }

    DatagramRuns datagrams() {
        DatagramRuns made = datagrams;
        if (made == null) {
            made = switch (path.kind()) {
                case STAMP -> DatagramRuns.stamp(path, RoundShape.profile(pace));
                case ICMP -> DatagramRuns.icmp(path, RoundShape.burst(pace));
                case WIREGUARD -> DatagramRuns.wireGuard(path, pace.timeout(), seed);
                case TCP, HTTP, DNS, MACHINE_CREATE ->
                    throw new IllegalStateException(path + " sends no datagrams");
            };
            datagrams = made;
        }
        return made;
    }

    StreamRuns streams() {
        StreamRuns made = streams;
        if (made == null) {
            made = new StreamRuns(path, pace.timeout());
            streams = made;
        }
        return made;
    }

    MachineRuns machines() {
        MachineRuns made = machines;
        if (made == null) {
            made = new MachineRuns(path, region, pace.timeout());
            machines = made;
        }
        return made;
    }
}
