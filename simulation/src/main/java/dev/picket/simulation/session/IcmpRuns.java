package dev.picket.simulation.session;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.icmp.IcmpPath;
import dev.picket.probes.icmp.IcmpResponder;
import dev.picket.probes.round.Burst;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.SessionReport;
import java.net.InetAddress;

/// Rounds of ICMP echo of one path against a host that answers.
public final class IcmpRuns implements DatagramRuns {

    private static final long TOKEN = 1;
    private static final InetAddress TARGET = InetAddress.ofLiteral("198.51.100.1");

    private final SessionFactory factory;
    private final IcmpResponder responder = new IcmpResponder();

    public IcmpRuns(Path path, Burst burst) {
        this.factory = IcmpPath.plan(path, TARGET, TOKEN, burst).factory();
    }

    @Override
    public SessionReport run(RunStart start, PacketFates fates) {
        return VirtualRun.of(factory.open(start.runId(), new MonotonicInstant(start.nanos()),
                start.wall()), responder, fates, start);
    }

    @Override
    public void spoiled() {
        factory.spoiled();
    }
}
