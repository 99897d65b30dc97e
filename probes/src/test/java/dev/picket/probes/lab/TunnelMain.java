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
import java.util.function.LongSupplier;

/// Each [TunnelFault] in turn: a run into the tunnel through it, and a line that says what it told.
public final class TunnelMain {

    private static final Duration BUDGET = Duration.ofSeconds(2);

    /// After so long without a word a gateway that is owed one calls (15 s and 333 ms at the most).
    private static final Duration CALLED_BACK = Duration.ofMillis(15_500);

    private final InitiatorKeys keys;
    private final Ipv6Address own;
    private final TimestampKeeper timestamps = new TimestampKeeper();
    private final Entropy entropy = Entropy.secure();
    private final LongSupplier tokens = WireGuardSessions.tokens(entropy);

    private TunnelMain(String peer, String own) throws IOException {
        this.own = address(own);
        keys = InitiatorKeys.of(Crypto.best(), PrivateKey.parse(key(peer)).orElseThrow(),
                new InitiatorKeys.Remote(PublicKey.parse(key("gateway.pub")).orElseThrow(),
                        PresharedKey.NONE))
                .orElseThrow();
    }

    private static String key(String name) throws IOException {
        return Files.readString(java.nio.file.Path.of("/run", name));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        TunnelMain main = new TunnelMain("peer.key", TunnelLab.OWN);
        TunnelMain once = new TunnelMain("once.key", TunnelLab.ONCE);
        Router router = Router.forwarding();
        Router inTunnel = Router.inTunnel();
        try (Prober prober = new Prober()) {
            prober.run(main.plan(TunnelFault.ALL.getFirst()));
            prober.run(once.plan(TunnelFault.ALL.getFirst()));
            long ended = System.nanoTime();
            for (TunnelFault fault : TunnelFault.ALL) {
                router.rules(fault.onTheWay());
                inTunnel.rules(fault.behind());
                ProbeResult result = prober.run(main.plan(fault));
                System.out.println("case=" + fault.name() + " told=" + FaultMain.told(result)
                        + " stages=" + String.join(",", result.stages().stream()
                                .map(stage -> stage.stage()).toList())
                        + " echoes=" + result.details().get("echoesAnswered") + "/"
                        + result.details().get("echoesSent") + " trip="
                        + result.details().get("tunnelRoundTripMinNanos"));
            }
            Thread.sleep(Duration.ofNanos(Math.max(0,
                    CALLED_BACK.toNanos() - (System.nanoTime() - ended))));
        }
    }

    private ProbePlan plan(TunnelFault fault) {
        WireGuardTarget target = new WireGuardTarget("vantage", "gateway", keys, timestamps,
                AttemptSchedule.within(BUDGET), entropy)
                .with(new TunnelTarget(own, address(TunnelLab.GATEWAY),
                        address(TunnelLab.GATEWAY), fault.name().equals(TunnelFault.UNKNOWN_NAME)
                                ? "nobody.internal"
                                : TunnelLab.NAME,
                        fault.port(), 404, TunnelStage.HTTP));
        return new ProbePlan.DatagramPlan(new Path("vantage", "gateway", ProbeKind.WIREGUARD),
                new InetSocketAddress(Lab.TARGET, TunnelLab.PORT), BUDGET,
                new WireGuardSessions(target, tokens));
    }

    private static Ipv6Address address(String text) {
        return Ipv6Address.of((Inet6Address) InetAddress.ofLiteral(text));
    }
}
