package dev.picket.probes.tcp;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.Endpoint;
import dev.picket.probes.net.Connector;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.session.SessionReport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Opens a TCP connection and closes it. That it stands is the answer; nothing is sent over it.
public final class TcpProbe implements AsyncProbe {

    private static final String TRIED = "TCP connect";

    private final DoorTarget target;
    private final Endpoint endpoint;
    private final Lookup.Way way;
    private final Clock clock;

    public TcpProbe(DoorTarget target, Endpoint endpoint, Lookup.Way way, Clock clock) {
        this.target = target;
        this.endpoint = endpoint;
        this.way = way;
        this.clock = clock;
    }

    @Override
    public void begin(NetLoops loops, String runId, Consumer<SessionReport> finished) {
        var loop = loops.next();
        loop.execute(() -> {
            Optional<InetAddress> literal = Lookup.literal(endpoint.host());
            StagedRun run = new StagedRun(loop, clock,
                    new StagedRun.Course(runId, TRIED, target, literal.isPresent()
                            ? List.of(Stage.CONNECT)
                            : List.of(Stage.NAME, Stage.CONNECT)),
                    finished);
            if (literal.isPresent()) {
                connect(loops, run, literal.get());
            } else {
                Lookup.run(loops, run, endpoint.host(), way, address -> {
                    if (Lookup.admits(run, address)) {
                        run.passed(Stage.CONNECT);
                        connect(loops, run, address);
                    }
                });
            }
        });
    }

    private void connect(NetLoops loops, StagedRun run, InetAddress address) {
        if (Lookup.admits(run, address)) {
            Connector.tcp(loops, run, new InetSocketAddress(address, endpoint.port()),
                    _ -> run.good());
        }
    }
}
