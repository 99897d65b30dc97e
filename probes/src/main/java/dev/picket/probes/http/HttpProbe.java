package dev.picket.probes.http;

import dev.picket.model.time.Clock;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.net.TlsClient;
import dev.picket.probes.net.Trust;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.session.SessionReport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks for one page on a connection of its own, and reads the answer to its end.
public final class HttpProbe implements AsyncProbe {

    private final DoorTarget target;
    private final Asked asked;
    private final TlsClient tls;
    private final Clock clock;

    /// What is asked for, and by which way its name is looked up.
    public record Asked(HttpProfile profile, Lookup.Way way) {}

    public HttpProbe(DoorTarget target, Asked asked, Trust trust, Clock clock) {
        this.target = target;
        this.asked = asked;
        this.tls = new TlsClient(trust, protocols(asked.profile().version()));
        this.clock = clock;
    }

    @Override
    public void begin(NetLoops loops, String runId, Consumer<SessionReport> finished) {
        var loop = loops.next();
        loop.execute(() -> {
            URI url = asked.profile().url();
            StagedRun run = new StagedRun(loop, clock, new StagedRun.Course(runId, "HTTP request",
                    target, stages(url)), finished);
            new HttpRun(run, asked, new HttpRun.Means(loops, tls, clock)).hop(url);
        });
    }

    /// The stages of a request for `url`.
    static List<Stage> stages(URI url) {
        List<Stage> stages = new ArrayList<>();
        if (Lookup.literal(url.getHost()).isEmpty()) {
            stages.add(Stage.NAME);
        }
        stages.add(Stage.CONNECT);
        if ("https".equals(url.getScheme())) {
            stages.add(Stage.TLS);
        }
        stages.addAll(List.of(Stage.REQUEST, Stage.FIRST_BYTE, Stage.BODY));
        return stages;
    }

    private static List<String> protocols(HttpProfile.Version version) {
        return switch (version) {
            case HTTP_1_1 -> List.of("http/1.1");
            case HTTP_2 -> List.of("h2");
            case AUTO -> List.of("h2", "http/1.1");
        };
    }
}
