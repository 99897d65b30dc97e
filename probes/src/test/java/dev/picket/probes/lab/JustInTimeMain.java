package dev.picket.probes.lab;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.settings.TunnelStage;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.tunnel.Ipv6Address;
import dev.picket.probes.tunnel.TunnelTarget;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.PublicKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardSessions;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// A run that finds the peer cold, and one that finds it warm.
public final class JustInTimeMain {

    private static final Duration BUDGET = Duration.ofSeconds(5);

    private JustInTimeMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Entropy entropy = Entropy.secure();
        InitiatorKeys keys = InitiatorKeys.of(Crypto.best(),
                PrivateKey.parse(key("peer.key")).orElseThrow(),
                new InitiatorKeys.Remote(PublicKey.parse(key("gateway.pub")).orElseThrow(),
                        PresharedKey.NONE))
                .orElseThrow();
        WireGuardTarget target = new WireGuardTarget("vantage", "gateway", keys,
                new TimestampKeeper(), AttemptSchedule.within(BUDGET), entropy)
                .with(new TunnelTarget(address(TunnelLab.OWN), address(TunnelLab.GATEWAY),
                        address(TunnelLab.GATEWAY), TunnelLab.NAME, 80, 404, TunnelStage.ECHO));
        ProbePlan plan = new ProbePlan.DatagramPlan(
                new Path("vantage", "gateway", ProbeKind.WIREGUARD),
                new InetSocketAddress(Lab.TARGET, JustInTimeLab.PORT), BUDGET,
                new WireGuardSessions(target, WireGuardSessions.tokens(entropy)));
        try (Prober prober = new Prober()) {
            for (String name : List.of("cold", "warm")) {
                ProbeResult result = prober.run(plan);
                System.out.println("case=" + name + " told=" + FaultMain.told(result) + " stages="
                        + String.join(",", result.stages().stream()
                                .map(stage -> stage.stage()).toList())
                        + " peer=" + result.details().get("peer") + " user="
                        + result.details().get("user") + " before="
                        + result.details().get("initiationsBeforeCall") + " calledMicros="
                        + result.stages().get(1).spentNanos() / 1_000 + " tookMicros="
                        + result.durationNanos() / 1_000);
            }
        }
    }

    private static String key(String name) throws IOException {
        return Files.readString(java.nio.file.Path.of("/run", name));
    }

    private static Ipv6Address address(String text) {
        return Ipv6Address.of((Inet6Address) InetAddress.ofLiteral(text));
    }
}
