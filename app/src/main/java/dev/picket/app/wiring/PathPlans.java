package dev.picket.app.wiring;

import dev.picket.model.time.Clock;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.VantageSettings;
import dev.picket.platform.settings.WireGuardTransport;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.icmp.IcmpDemultiplexer;
import dev.picket.probes.icmp.IcmpPath;
import dev.picket.probes.machine.MachineProbe;
import dev.picket.probes.machine.MachineTarget;
import dev.picket.probes.round.Burst;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.session.Demultiplexer;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampKey;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.Entropy;
import dev.picket.probes.wireguard.InitiatorKeys;
import dev.picket.probes.wireguard.KeyTurns;
import dev.picket.probes.wireguard.PresharedKey;
import dev.picket.probes.wireguard.PrivateKey;
import dev.picket.probes.wireguard.PublicKey;
import dev.picket.probes.wireguard.TimestampKeeper;
import dev.picket.probes.wireguard.WireGuardDemultiplexer;
import dev.picket.probes.wireguard.WireGuardSessions;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// How every path of the settings is probed. What a vantage shares over its paths (session numbers,
/// tokens, timestamps of a key) is kept here.
public final class PathPlans {

    /// The packets of a STAMP round leave over this part of its interval.
    private static final int SPREAD_PARTS = 10;

    private final Settings settings;
    private final Clock clock;
    private final DoorPlans doors;
    private final Entropy entropy = Entropy.secure();
    private final Map<String, Integer> stampSessions = new HashMap<>();
    private final Map<String, LongSupplier> tokens = new HashMap<>();
    private final Map<PublicKey, KeyTurns> turnsByKey = new HashMap<>();
    private final LongSupplier icmpTokens = IcmpPath.tokens(entropy.bytes(Long.BYTES));
    private final Function<PublicKey, TimestampKeeper> timestamps;

    private PathPlans(Settings settings, Clock clock,
            Function<PublicKey, TimestampKeeper> timestamps) {
        this.settings = settings;
        this.clock = clock;
        this.doors = new DoorPlans(settings, clock);
        this.timestamps = timestamps;
    }

    /// One group for each vantage and kind that has paths. Nothing outlasts the process.
    public static List<ProbeGroup> of(Settings settings, Clock clock) throws CannotStart {
        Map<PublicKey, TimestampKeeper> own = new HashMap<>();
        return of(settings, clock,
                key -> own.computeIfAbsent(key, _ -> new TimestampKeeper()));
    }

    /// One group for each vantage and kind that has paths.
    ///
    /// @param timestamps the keeper of each of our keys
    static List<ProbeGroup> of(Settings settings, Clock clock,
            Function<PublicKey, TimestampKeeper> timestamps) throws CannotStart {
        PathPlans plans = new PathPlans(settings, clock, timestamps);
        Map<String, List<ProbePlan>> byGroup = new TreeMap<>();
        Map<String, ProbeKind> kinds = new HashMap<>();
        for (VantageSettings vantage : settings.vantages().values()) {
            for (TargetSettings target : settings.targets().values()) {
                if (Settings.probes(vantage.vantage(), target.target())) {
                    ProbePlan plan = plans.plan(vantage.name(), target);
                    String group = vantage.name() + "/" + plan.path().kind().label();
                    byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(plan);
                    kinds.put(group, plan.path().kind());
                }
            }
        }
        List<ProbeGroup> groups = new ArrayList<>();
        byGroup.forEach((name, members) -> groups.add(new ProbeGroup(name,
                settings.probes().every(kinds.getOrDefault(name, ProbeKind.STAMP)), members)));
        return groups;
    }

    /// What the runner needs beside the plans.
    public static ProberSetup setup(Settings settings) {
        Map<String, InetAddress> binds = new TreeMap<>();
        settings.vantages().forEach((name, vantage) -> binds.put(name, vantage.bind()));
        Map<ProbeKind, Demultiplexer> demultiplexers = new EnumMap<>(demultiplexers());
        if (settings.targets().values().stream().anyMatch(TargetSettings.Icmp.class::isInstance)) {
            demultiplexers.put(ProbeKind.ICMP, new IcmpDemultiplexer());
        }
        return new ProberSetup(binds, demultiplexers,
                Map.of(ProbeKind.STAMP, settings.probes().stamp().flows(), ProbeKind.ICMP,
                        settings.probes().icmp().flows()),
                settings.datagrams().receiveBufferBytes(),
                settings.probes().startsPerSecondMax(), settings.detector().tick());
    }

    public static Map<ProbeKind, Demultiplexer> demultiplexers() {
        return Map.of(ProbeKind.STAMP, new StampDemultiplexer(), ProbeKind.WIREGUARD,
                new WireGuardDemultiplexer());
    }

    /// How long after its end a tick must stay open for the slowest of its datagram probes.
    public static Duration grace(Settings settings) {
        Duration slack = settings.detector().tick().dividedBy(4);
        return settings.targets().values().stream()
                .map(target -> target.target().kind()).filter(ProbeKind::crossesProviders)
                .map(kind -> switch (kind) {
                    case STAMP -> profile(settings.probes()).total();
                    case ICMP -> icmpBurst(settings.probes()).total();
                    case WIREGUARD, TCP, HTTP, DNS, MACHINE_CREATE ->
                        settings.probes().timeout(kind);
                })
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO).plus(slack);
    }

    private ProbePlan plan(String vantage, TargetSettings target) throws CannotStart {
        return switch (target) {
            case TargetSettings.Stamp stamp -> stamp(vantage, stamp);
            case TargetSettings.Icmp icmp -> IcmpPath.plan(
                    new Path(vantage, icmp.name(), ProbeKind.ICMP), icmp.address(),
                    icmpTokens.getAsLong(), icmpBurst(settings.probes()));
            case TargetSettings.WireGuard wireGuard -> wireGuard(vantage, wireGuard);
            case TargetSettings.Tcp tcp -> doors.tcp(vantage, tcp);
            case TargetSettings.Http http -> doors.http(vantage, http);
            case TargetSettings.Dns dns -> doors.dns(vantage, dns);
            case TargetSettings.MachineCreate machine -> new ProbePlan.BlockingPlan(
                    new Path(vantage, machine.name(), ProbeKind.MACHINE_CREATE),
                    new MachineProbe(machineTarget(vantage, machine), clock));
        };
    }

    private ProbePlan stamp(String vantage, TargetSettings.Stamp target) throws CannotStart {
        Optional<StampKey> key = target.key().flatMap(secret -> StampKey.parse(secret.reveal()));
        if (target.key().isPresent() && key.isEmpty()) {
            throw CannotStart.settings("the key of " + target.name() + " is not "
                    + StampKey.BYTES_MIN + " to " + StampKey.BYTES_MAX + " bytes of base64");
        }
        return StampPath.plan(new Path(vantage, target.name(), ProbeKind.STAMP), target.address(),
                takeSessions(vantage, profile(settings.probes()).sessions()),
                profile(settings.probes()).withDirectMeasurement(target.directMeasurement()), key);
    }

    private static StampProfile profile(Settings.Probes probes) {
        return new StampProfile(probes.stamp().packets(),
                probes.stamp().every().dividedBy(SPREAD_PARTS), probes.stamp().timeout())
                .withFlows(probes.stamp().flows()).every(probes.stamp().every());
    }

    private static Burst icmpBurst(Settings.Probes probes) {
        return new Burst(probes.icmp().packets(), probes.icmp().every().dividedBy(SPREAD_PARTS),
                probes.icmp().timeout(), probes.icmp().flows());
    }

    /// The first of `count` session numbers of the vantage.
    private int takeSessions(String vantage, int count) {
        return stampSessions.merge(vantage, count, Integer::sum) - count + 1;
    }

    private ProbePlan wireGuard(String vantage, TargetSettings.WireGuard target)
            throws CannotStart {
        Secret own = target.privateKeys().get(vantage);
        if (own == null) {
            throw CannotStart.settings("target " + target.name() + " has no private key for "
                    + vantage + "; add one to its `privateKeys`");
        }
        Duration timeout = settings.probes().timeout(ProbeKind.WIREGUARD);
        PresharedKey psk = target.presharedKey().flatMap(key -> PresharedKey.parse(key.reveal()))
                .orElse(PresharedKey.NONE);
        PrivateKey key = PrivateKey.parse(own.reveal())
                .orElseThrow(() -> CannotStart.settings("the private key of " + vantage + " for "
                        + target.name() + " is not 32 bytes of base64"));
        InitiatorKeys keys = InitiatorKeys.of(Crypto.best(), key,
                new InitiatorKeys.Remote(PublicKey.of(target.publicKey().bytes()), psk))
                .orElseThrow(() -> CannotStart.settings("the public key of " + target.name()
                        + " is one no gateway can have; copy it again from `wg show`"));
        WireGuardTarget gateway = new WireGuardTarget(vantage,
                target.name() + " (" + SocketAddresses.text(target.address()) + "/udp)", keys,
                timestamps.apply(keys.ownPublic()),
                AttemptSchedule.within(timeout), entropy);
        WireGuardTarget whole = target.tunnel().flatMap(tunnel -> TunnelPlans.of(tunnel, vantage))
                .map(gateway::with).orElse(gateway);
        KeyTurns turns = turnsByKey.computeIfAbsent(keys.ownPublic(),
                _ -> new KeyTurns(settings.probes().every(ProbeKind.WIREGUARD)));
        return switch (target.transport()) {
            case WireGuardTransport.Udp _ -> new ProbePlan.DatagramPlan(
                    new Path(vantage, target.name(), ProbeKind.WIREGUARD), target.address(),
                    timeout, new WireGuardSessions(whole, tokens.computeIfAbsent(vantage,
                            _ -> WireGuardSessions.tokens(entropy)), turns::begun));
            case WireGuardTransport.WebSocket by ->
                doors.webSocket(vantage, target, by, whole, turns);
        };
    }

    private MachineTarget machineTarget(String vantage, TargetSettings.MachineCreate machine) {
        return new MachineTarget(vantage, machine.name() + " (" + machine.api() + ")",
                machine.target().region(), new MachineTarget.Place(machine.api(), machine.app(),
                        machine.token(), machine.image()),
                settings.probes().timeout(ProbeKind.MACHINE_CREATE));
    }
}
