package dev.picket.simulation.session;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.icmp.IcmpPath;
import dev.picket.probes.icmp.IcmpResponder;
import dev.picket.probes.round.Burst;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.Responder;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.stamp.StampReflector;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.GatewayKeys;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardGateway;
import dev.picket.probes.wireguard.WireGuardSessions;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The runs of one path over datagrams, one after the other, against what answers at its end. For
/// one thread.
public final class DatagramRuns {

    /// An address of documentation (RFC 5737).
    private static final InetAddress TARGET = InetAddress.ofLiteral("198.51.100.1");
    private static final int STAMP_PORT = 862;
    private static final int STAMP_SESSION = 1;
    private static final long ICMP_TOKEN = 1;

    private final SessionFactory factory;
    private final Responder responder;

    private DatagramRuns(SessionFactory factory, Responder responder) {
        this.factory = factory;
        this.responder = responder;
    }

    /// STAMP rounds against a stateful reflector.
    public static DatagramRuns stamp(Path path, StampProfile profile) {
        return new DatagramRuns(
                StampPath.plan(path, new InetSocketAddress(TARGET, STAMP_PORT), STAMP_SESSION,
                        profile).factory(),
                new StampReflector(STAMP_PORT));
    }

    /// Rounds of ICMP echo against a host that answers.
    public static DatagramRuns icmp(Path path, Burst burst) {
        return new DatagramRuns(IcmpPath.plan(path, TARGET, ICMP_TOKEN, burst).factory(),
                new IcmpResponder());
    }

    /// WireGuard handshakes with a gateway that knows the vantage's key.
    ///
    /// @param seed makes the keys
    public static DatagramRuns wireGuard(Path path, Duration timeout, long seed) {
        Crypto crypto = Crypto.best();
        Entropy entropy = Entropy.seeded(seed);
        PrivateKey own = PrivateKey.generate(entropy);
        WireGuardGateway gateway = new WireGuardGateway(
                new GatewayKeys(crypto, PrivateKey.generate(entropy)), entropy);
        gateway.addPeer(own.publicKey(crypto), PresharedKey.NONE);
        InitiatorKeys keys = InitiatorKeys
                .of(crypto, own,
                        new InitiatorKeys.Remote(gateway.publicKey(), PresharedKey.NONE))
                .orElseThrow(() -> new IllegalStateException("a generated key has small order"));
        return new DatagramRuns(
                new WireGuardSessions(new WireGuardTarget(path.vantage(),
                        path.target() + " (simulated)", keys, new TimestampKeeper(),
                        AttemptSchedule.within(timeout), entropy),
                        WireGuardSessions.tokens(entropy)),
                gateway);
    }

    public SessionReport run(RunStart start, PacketFates fates) {
        return VirtualRun.of(factory.open(start.runId(), new MonotonicInstant(start.nanos()),
                start.wall()), responder, fates, start);
    }

    /// The last run's losses were made by the prober itself.
    public void spoiled() {
        factory.spoiled();
    }
}
