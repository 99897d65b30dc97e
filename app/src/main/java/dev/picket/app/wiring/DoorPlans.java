package dev.picket.app.wiring;

import dev.picket.model.time.Clock;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Target;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.VantageSettings;
import dev.picket.platform.settings.WireGuardTransport;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.dns.DnsProbe;
import dev.picket.probes.http.HttpProbe;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.net.Trust;
import dev.picket.probes.run.AsyncProbe;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.tcp.TcpProbe;
import dev.picket.probes.websocket.WebSocketProbe;
import dev.picket.probes.wireguard.KeyTurns;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.security.SecureRandom;
import java.util.Optional;

/// How the paths of probes on the event loops are probed.
final class DoorPlans {

    private final Settings settings;
    private final Clock clock;
    private final SecureRandom ids = new SecureRandom();

    DoorPlans(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    ProbePlan tcp(String vantage, TargetSettings.Tcp tcp) {
        DoorTarget target = target(vantage, tcp.target(), tcp.endpoint() + "/tcp", tcp.budgets());
        return plan(vantage, tcp, new TcpProbe(target, tcp.endpoint(),
                Lookup.Way.from(target.bind(), tcp.resolver()), clock));
    }

    ProbePlan http(String vantage, TargetSettings.Http http) throws CannotStart {
        DoorTarget target = target(vantage, http.target(), http.profile().url().toString(),
                http.budgets());
        Trust trust = trust(http, http.profile().authorities());
        return plan(vantage, http, new HttpProbe(target, new HttpProbe.Asked(http.profile(),
                Lookup.Way.from(target.bind(), http.resolver())), trust, clock));
    }

    ProbePlan dns(String vantage, TargetSettings.Dns dns) throws CannotStart {
        DnsProfile profile = dns.profile();
        DoorTarget target = target(vantage, dns.target(), profile.name() + " " + profile.type()
                + " at " + SocketAddresses.text(profile.server()) + "/"
                + profile.transport().label(), dns.budgets());
        return plan(vantage, dns, new DnsProbe(target, profile,
                trust(dns, profile.authorities()), new DnsProbe.Source(clock, ids::nextInt)));
    }

    ProbePlan webSocket(String vantage, TargetSettings.WireGuard gateway,
            WireGuardTransport.WebSocket by, WireGuardTarget behind, KeyTurns turns)
            throws CannotStart {
        DoorTarget target = target(vantage, gateway.target(), "wss://" + by.endpoint() + "/",
                by.budgets());
        Trust trust = trust(gateway, by.authorities());
        return plan(vantage, gateway, new WebSocketProbe(target,
                new WebSocketProbe.Gateway(by.endpoint(),
                        Lookup.Way.from(target.bind(), by.resolver()), behind, turns),
                by.verify() ? trust : trust.reporting(), clock));
    }

    private static Trust trust(TargetSettings target, Optional<Secret> authorities)
            throws CannotStart {
        return authorities.isEmpty()
                ? Trust.system()
                : authorities.flatMap(pem -> Trust.of(pem.reveal()))
                        .orElseThrow(() -> CannotStart.settings("the `ca` of " + target.name()
                                + " holds no certificate in PEM"));
    }

    private static ProbePlan plan(String vantage, TargetSettings target, AsyncProbe probe) {
        return new ProbePlan.AsyncPlan(
                new Path(vantage, target.name(), target.target().kind()), probe);
    }

    private DoorTarget target(String vantage, Target target, String address,
            StageBudgets budgets) {
        VantageSettings from = settings.vantages().get(vantage);
        if (from == null) {
            throw new IllegalArgumentException("no such vantage: " + vantage);
        }
        ProbeKind kind = target.kind();
        return new DoorTarget(vantage,
                target.name() + " ("
                        + target.door().map(PathClass::label).map(door -> door + ", ").orElse("")
                        + address + ")",
                from.bind(), settings.probes().timeout(kind), budgets, settings.addresses(),
                DoorTarget.STALL_MAX);
    }
}
