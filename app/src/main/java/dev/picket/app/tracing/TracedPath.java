package dev.picket.app.tracing;

import dev.picket.model.topology.Path;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.VantageSettings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The way from a vantage to an address, and the probed paths that take it.
///
/// @param region of the targets
public record TracedPath(VantageSettings vantage, InetAddress address, String region,
        List<Path> paths) {

    public TracedPath {
        paths = List.copyOf(paths);
    }

    private record Ends(String vantage, InetAddress address, String region) {}

    /// Every way of `settings` whose address is known, each once.
    static List<TracedPath> of(Settings settings) {
        Map<Ends, TracedPath> ways = new LinkedHashMap<>();
        for (VantageSettings vantage : settings.vantages().values()) {
            for (TargetSettings target : settings.targets().values()) {
                Optional<InetAddress> address = address(target);
                if (address.isPresent()
                        && Settings.probes(vantage.vantage(), target.target())) {
                    String region = target.target().region();
                    ways.merge(new Ends(vantage.name(), address.get(), region),
                            new TracedPath(vantage, address.get(), region,
                                    List.of(new Path(vantage.name(), target.name(),
                                            target.target().kind()))),
                            TracedPath::and);
                }
            }
        }
        return List.copyOf(ways.values());
    }

    private TracedPath and(TracedPath other) {
        List<Path> both = new ArrayList<>(paths);
        both.addAll(other.paths);
        return new TracedPath(vantage, address, region, both);
    }

    /// Where packets to a target go; empty where that is a name, or nothing that is routed.
    public static Optional<InetAddress> address(TargetSettings target) {
        return switch (target) {
            case TargetSettings.Stamp stamp -> Optional.of(stamp.address().getAddress());
            case TargetSettings.Icmp icmp -> Optional.of(icmp.address());
            case TargetSettings.WireGuard wireGuard ->
                Optional.of(wireGuard.address().getAddress());
            case TargetSettings.Tcp _,TargetSettings.Http _ -> Optional.empty();
            case TargetSettings.Dns _,TargetSettings.MachineCreate _ -> Optional.empty();
        };
    }
}
