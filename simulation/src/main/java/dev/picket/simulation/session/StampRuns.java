package dev.picket.simulation.session;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.stamp.StampReflector;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// STAMP rounds of one path against a stateful reflector.
public final class StampRuns implements DatagramRuns {

    private static final int PORT = 862;
    private static final int SESSION = 1;
    private static final InetSocketAddress TARGET = new InetSocketAddress(
            InetAddress.ofLiteral("198.51.100.1"), PORT);

    private final SessionFactory factory;
    private final StampReflector reflector = new StampReflector(PORT);

    public StampRuns(Path path, StampProfile profile) {
        this.factory = StampPath.plan(path, TARGET, SESSION, profile).factory();
    }

    @Override
    public SessionReport run(RunStart start, PacketFates fates) {
        return VirtualRun.of(factory.open(start.runId(), new MonotonicInstant(start.nanos()),
                start.wall()), reflector, fates, start);
    }

    @Override
    public void spoiled() {
        factory.spoiled();
    }
}
