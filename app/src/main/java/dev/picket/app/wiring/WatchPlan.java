package dev.picket.app.wiring;

import dev.picket.alerting.AlertingSettings;
import dev.picket.alerting.sink.Sinks;
import dev.picket.dashboards.board.BoardSettings;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.probes.net.Lookup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The line behind the probes as settings describe it.
public final class WatchPlan {

    private WatchPlan() {}

    /// The line of `settings`, which tells `events`.
    ///
    /// @param fallback whether another port will do where the wanted one is taken
    public static Watch of(Settings settings, boolean fallback, Consumer<IncidentEvent> events,
            Clock clock) {
        return of(settings, settings.topology(), fallback, events, clock);
    }

    /// The line of `settings` over `topology`, which is theirs with what traces have seen.
    public static Watch of(Settings settings, Topology topology, boolean fallback,
            Consumer<IncidentEvent> events, Clock clock) {
        BoardSettings board = BoardSettings.of(settings.probes().every(ProbeKind.STAMP),
                settings.probes().every(ProbeKind.MACHINE_CREATE));
        return new Watch(topology, detector(settings), board,
                AlertingSettings.live(new SecureRandom()),
                screens -> Sinks.of(settings.pages(), Optional.of(screens)),
                settings.storage().file(),
                new Watch.Listen(settings.web().listen(), fallback), targetsHere(settings),
                List.of(), events, clock);
    }

    /// Targets at loopback addresses: their round trips are this machine's own processor time.
    private static Set<String> targetsHere(Settings settings) {
        return settings.targets().values().stream().filter(WatchPlan::isHere)
                .map(TargetSettings::name).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isHere(TargetSettings target) {
        return switch (target) {
            case TargetSettings.Stamp stamp -> isLoopback(stamp.address());
            case TargetSettings.Icmp icmp -> icmp.address().isLoopbackAddress();
            case TargetSettings.WireGuard wireGuard -> isLoopback(wireGuard.address());
            case TargetSettings.Tcp tcp -> isLoopback(tcp.endpoint().host());
            case TargetSettings.Http http -> isLoopback(http.profile().url().getHost());
            case TargetSettings.Dns dns -> isLoopback(dns.profile().server());
            case TargetSettings.MachineCreate _ -> false;
        };
    }

    private static boolean isLoopback(String host) {
        return Lookup.literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean isLoopback(InetSocketAddress address) {
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }

    /// The detector as settings ask for it.
    public static DetectorSettings detector(Settings settings) {
        Settings.Detection detection = settings.detector();
        return DetectorSettings.defaults()
                .withTick(detection.tick(), PathPlans.grace(settings))
                .withWarmUp(detection.warmUp())
                .withFalsePagesPerYear(detection.falsePagesPerYear());
    }
}
