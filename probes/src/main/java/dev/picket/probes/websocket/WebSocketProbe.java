package dev.picket.probes.websocket;

import dev.picket.model.result.StageTiming;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.probes.net.CertificateNotes;
import dev.picket.probes.net.Connector;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.net.Stage;
import dev.picket.probes.net.StagedRun;
import dev.picket.probes.net.TlsClient;
import dev.picket.probes.net.Trust;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.Ladder;
import dev.picket.probes.wireguard.KeyTurns;
import dev.picket.probes.wireguard.WireGuardSession;
import dev.picket.probes.wireguard.WireGuardSessions;
import dev.picket.probes.wireguard.WireGuardTarget;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A WireGuard handshake through a gateway's WebSocket: a connection, TLS, the upgrade, and then
/// the same session as over UDP, with what the stages before have left of the time.
public final class WebSocketProbe implements AsyncProbe {

    private static final String HANDSHAKE = "WireGuard handshake in a WebSocket";
    private static final String TUNNEL = "WireGuard tunnel in a WebSocket";
    private static final List<Stage> STAGES = List.of(Stage.CONNECT, Stage.TLS, Stage.UPGRADE,
            Stage.INITIATE, Stage.RESPONSE, Stage.VERIFY, Stage.CONFIRM);

    private final DoorTarget door;
    private final Gateway gateway;
    private final TlsClient tls;
    private final Clock clock;
    private final Consumer<StageTiming> told;
    private final List<Stage> stages;

    /// Which gateway, and which way to it.
    ///
    /// @param endpoint where the WebSocket is
    /// @param way how its name is looked up
    /// @param wireGuard the gateway behind it; its budget is what a run has in all
    /// @param turns of the key's runs over UDP
    public record Gateway(Endpoint endpoint, Lookup.Way way, WireGuardTarget wireGuard,
            KeyTurns turns) {}

    public WebSocketProbe(DoorTarget door, Gateway gateway, Trust trust, Clock clock) {
        this(door, gateway, new TlsClient(trust, List.of()), clock, _ -> {
        });
    }

    private WebSocketProbe(DoorTarget door, Gateway gateway, TlsClient tls, Clock clock,
            Consumer<StageTiming> told) {
        this.door = door;
        this.gateway = gateway;
        this.tls = tls;
        this.clock = clock;
        this.told = told;
        this.stages = Stage.before(STAGES,
                gateway.wireGuard().tunnel().map(Ladder::stages).orElse(List.of()));
    }

    @Override
    public AsyncProbe telling(Consumer<StageTiming> stages) {
        return new WebSocketProbe(door, gateway, tls, clock, stages);
    }

    @Override
    public void begin(NetLoops loops, String runId, Consumer<SessionReport> finished) {
        var loop = loops.next();
        long pauseNanos = gateway.turns().pause(clock.monotonic()).toNanos();
        Future<?> _ = loop.schedule(() -> {
            Endpoint endpoint = gateway.endpoint();
            Optional<InetAddress> literal = Lookup.literal(endpoint.host());
            StagedRun run = new StagedRun(loop, clock,
                    new StagedRun.Course(runId, tried(), door,
                            literal.isPresent() ? stages : Stage.afterName(stages), told),
                    report -> finished.accept(
                            Carried.judged(report, gateway.wireGuard().tunnel())));
            if (literal.isPresent()) {
                connect(loops, run, literal.get());
            } else {
                Lookup.run(loops, run, endpoint.host(), gateway.way(), address -> {
                    if (Lookup.admits(run, address)) {
                        run.passed(Stage.CONNECT);
                        connect(loops, run, address);
                    }
                });
            }
        }, pauseNanos, TimeUnit.NANOSECONDS);
    }

    private String tried() {
        return gateway.wireGuard().tunnel().isPresent() ? TUNNEL : HANDSHAKE;
    }

    private void connect(NetLoops loops, StagedRun run, InetAddress address) {
        if (!Lookup.admits(run, address)) {
            return;
        }
        Endpoint endpoint = gateway.endpoint();
        Connector.tcp(loops, run, new InetSocketAddress(address, endpoint.port()), channel -> {
            run.passed(Stage.TLS);
            tls.handshake(run, channel, endpoint.bareHost(), agreed -> {
                agreed.expiresAt()
                        .ifPresent(at -> new CertificateNotes(run, HttpProfile.CERTIFICATE_WARNING)
                                .shown(at, clock.wall()));
                agreed.flaw().ifPresent(flaw -> run.detail("certificate",
                        flaw.code() + ": " + flaw.seen()));
                run.passed(Stage.UPGRADE);
                Upgrade.ask(run, channel, endpoint, () -> handshake(run, channel));
            });
        });
    }

    private void handshake(StagedRun run, Channel channel) {
        run.passed(Stage.RESPONSE);
        // One reading for both, so that session and run end at the same instant.
        MonotonicInstant now = clock.monotonic();
        WireGuardTarget target = gateway.wireGuard().within(run.left(now));
        new CarriedSession(run, clock, channel, new WireGuardSession(target,
                new WireGuardSession.Run(
                        WireGuardSessions.tokens(target.entropy()).getAsLong(), run.runId(),
                        clock.wall())))
                .start(now);
    }
}
