package dev.picket.simulation.loopback;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.Target;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.VantageSettings;
import dev.picket.platform.settings.Via;
import dev.picket.platform.settings.WireGuardKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The settings that watch a loopback world, made rather than written.
public final class LoopbackSettings {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int PACKETS = 20;
    private static final int FLOWS = 4;
    private static final Duration STAMP_TIMEOUT = Duration.ofMillis(500);
    /// Shorter than the pause before a handshake's second attempt: on loopback an answer is there
    /// at once or not at all, and a verdict must fall in the tick after its own.
    private static final Duration WIREGUARD_TIMEOUT = Duration.ofMillis(800);
    private static final Duration MACHINE_EVERY = Duration.ofSeconds(30);
    private static final Duration MACHINE_TIMEOUT = Duration.ofSeconds(10);
    private static final double FALSE_PAGES_PER_YEAR = 1;
    private static final String APP = "picket-probes";
    private static final String IMAGE = "registry.invalid/probe@sha256:"
            + "0000000000000000000000000000000000000000000000000000000000000000";

    private LoopbackSettings() {}

    /// What the caller decides.
    ///
    /// @param pages where pages go
    /// @param listen where the screens listen
    /// @param database the database file
    /// @param warmUp how long the detector learns
    public record Choices(Settings.Pages pages, InetSocketAddress listen,
            java.nio.file.Path database, Duration warmUp) {}

    static Settings of(LoopbackWorld loopback, Choices choices) {
        Map<String, VantageSettings> vantages = new TreeMap<>();
        loopback.world().vantages().forEach((name, vantage) -> vantages.put(name,
                new VantageSettings(vantage, loopback.addresses().vantage(name))));
        Map<String, TargetSettings> targets = new TreeMap<>();
        loopback.world().targets()
                .forEach((name, target) -> targets.put(name, target(loopback, target)));
        return new Settings(loopback.world().network(), vantages, targets, probes(),
                new Settings.Detection(EVERY, FALSE_PAGES_PER_YEAR, choices.warmUp()),
                choices.pages(), new Settings.Web(choices.listen()),
                new Settings.Storage(choices.database()), Settings.Datagrams.DEFAULT,
                AddressPolicy.PUBLIC_ONLY, Settings.Tracing.NONE);
    }

    private static Settings.Probes probes() {
        Settings.Probes standard = Settings.Probes.DEFAULT;
        return new Settings.Probes(new Settings.Stamp(EVERY, PACKETS, STAMP_TIMEOUT, FLOWS),
                standard.icmp(), new Settings.Run(EVERY, WIREGUARD_TIMEOUT), standard.tcp(),
                standard.http(), standard.dns(),
                new Settings.Run(MACHINE_EVERY, MACHINE_TIMEOUT), standard.startsPerSecondMax());
    }

    private static TargetSettings target(LoopbackWorld loopback, Target target) {
        String name = target.name();
        return switch (target.kind()) {
            case STAMP -> new TargetSettings.Stamp(target, loopback.listening(name),
                    Optional.empty(), false, via(loopback, target));
            case ICMP, TCP, HTTP, DNS -> throw new IllegalArgumentException(
                    "the loopback network has no target for " + target.kind().label());
            case WIREGUARD -> new TargetSettings.WireGuard(target, loopback.listening(name),
                    publicKey(loopback, name), Optional.empty(),
                    loopback.keys().privateKeys(name), via(loopback, target));
            case MACHINE_CREATE -> new TargetSettings.MachineCreate(target,
                    loopback.machines().api(), APP, LoopbackWorld.token(), IMAGE);
        };
    }

    private static WireGuardKey publicKey(LoopbackWorld loopback, String target) {
        return WireGuardKey.ofBase64(loopback.keys().gateway(target).publicKey().toString())
                .orElseThrow();
    }

    private static Via via(LoopbackWorld loopback, Target target) {
        Map<String, List<String>> chains = new TreeMap<>();
        loopback.world().chains().forEach((path, chain) -> {
            if (path.equals(new Path(path.vantage(), target.name(), target.kind()))) {
                chains.put(path.vantage(), chain);
            }
        });
        return Via.byVantage(chains);
    }
}
