package dev.picket.probes.dns;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.net.TlsClient;
import dev.picket.probes.net.Trust;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.session.SessionReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Asks a named resolver one question, from a port of its own and under a number of its own.
public final class DnsProbe implements AsyncProbe {

    private final DoorTarget target;
    private final DnsProfile profile;
    private final Source source;
    private final TlsClient tls;

    /// Where time and the numbers of questions come from.
    ///
    /// @param ids unforeseeable; the low 16 bits are taken
    public record Source(Clock clock, IntSupplier ids) {}

    public DnsProbe(DoorTarget target, DnsProfile profile, Trust trust, Source source) {
        this.target = target;
        this.profile = profile;
        this.source = source;
        this.tls = new TlsClient(trust, List.of());
    }

    @Override
    public void begin(NetLoops loops, String runId, Consumer<SessionReport> finished) {
        var loop = loops.next();
        loop.execute(() -> {
            StagedRun run = new StagedRun(loop, source.clock(), new StagedRun.Course(runId,
                    "DNS question", target, stages()), finished);
            if (Lookup.admits(run, profile.server().getAddress())) {
                new DnsRun(run, profile, source).begin(loops, tls);
            }
        });
    }

    private List<Stage> stages() {
        return switch (profile.transport()) {
            case UDP -> List.of(Stage.ANSWER);
            case TCP -> List.of(Stage.CONNECT, Stage.ANSWER);
            case TLS -> List.of(Stage.CONNECT, Stage.TLS, Stage.ANSWER);
        };
    }
}
