package dev.picket.app.command;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Vantage;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.VantageSettings;
import dev.picket.platform.settings.Via;
import dev.picket.platform.settings.WireGuardKey;
import dev.picket.platform.yaml.Secret;
import dev.picket.platform.yaml.Unreadable;
import dev.picket.probes.round.Burst;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A target given on the command line instead of in a configuration. Secrets come from files and
/// the environment, never from the command line itself.
final class AdHocTarget {

    static final String NAME = "target";
    private static final String VANTAGE = "here";
    private static final String REGION = "there";
    private static final double TIMEOUT_SECONDS_MIN = 0.001;
    private static final double TIMEOUT_SECONDS_MAX = 3600;

    @Option(names = "--bind", paramLabel = "ADDR", description = "Source address.")
    private Optional<String> bind = Optional.empty();

    @Option(names = "--packets", paramLabel = "N", description = "stamp, icmp: packets (20).")
    private int packets = Settings.Probes.DEFAULT.stamp().packets();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait.")
    private Optional<Double> timeoutSeconds = Optional.empty();

    @Option(names = "--public-key", paramLabel = "BASE64", //
            description = "wireguard: the gateway's public key.")
    private Optional<String> publicKey = Optional.empty();

    @Option(names = "--private-key-file", paramLabel = "FILE", //
            description = "wireguard: our private key.")
    private Optional<Path> privateKeyFile = Optional.empty();

    @Option(names = "--preshared-key-file", paramLabel = "FILE", //
            description = "wireguard: the pre-shared key.")
    private Optional<Path> presharedKeyFile = Optional.empty();

    @Option(names = "--hmac-key-file", paramLabel = "FILE", //
            description = "stamp: authenticate under this key, 16 to 64 octets in base64.")
    private Optional<Path> hmacKeyFile = Optional.empty();

    @Option(names = "--direct-measurement", //
            description = "stamp: ask the reflector for its own counts.")
    private boolean directMeasurement;

    @Option(names = "--region", paramLabel = "REGION", description = "machine: where to create.")
    private Optional<String> region = Optional.empty();

    @Option(names = "--app", paramLabel = "APP", description = "machine: the app to create in.")
    private Optional<String> app = Optional.empty();

    @Option(names = "--image", paramLabel = "IMAGE", description = "machine: image by digest.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "machine: the API token.")
    private Optional<Path> tokenFile = Optional.empty();

    @Mixin
    private final AdHocDoor door = new AdHocDoor();

    @Mixin
    private final AdHocTunnel tunnel = new AdHocTunnel();

    /// Settings with this one target, or why there are none.
    sealed interface Reading {
        record Valid(Settings settings) implements Reading {}

        record Invalid(String sentence) implements Reading {}
    }

    Reading settings(ProbeKind kind, String text) {
        try {
            inRange();
            return new Reading.Valid(settings(switch (kind) {
                case STAMP -> new TargetSettings.Stamp(target(kind), NamedAddress.withPort(text),
                        hmacKeyFile.map(file -> secret("--hmac-key-file", Optional.of(file))),
                        directMeasurement, Via.UNKNOWN);
                case ICMP ->
                    new TargetSettings.Icmp(target(kind), NamedAddress.host(text), Via.UNKNOWN);
                case WIREGUARD -> wireGuard(text);
                case MACHINE_CREATE -> machine(text);
                case TCP, HTTP, DNS -> door.settings(target(kind), text);
            }));
        } catch (IllegalArgumentException e) {
            return new Reading.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private void inRange() {
        if (packets < 1 || packets > Burst.PACKETS_MAX) {
            throw new IllegalArgumentException(
                    "--packets takes 1 to " + Burst.PACKETS_MAX + ", got " + packets);
        }
        if (timeoutSeconds.filter(seconds -> !(seconds >= TIMEOUT_SECONDS_MIN
                && seconds <= TIMEOUT_SECONDS_MAX)).isPresent()) {
            throw new IllegalArgumentException("--timeout takes seconds from "
                    + TIMEOUT_SECONDS_MIN + " to " + TIMEOUT_SECONDS_MAX + ", got "
                    + timeoutSeconds.get());
        }
    }

    private TargetSettings wireGuard(String text) {
        Secret own = secret("--private-key-file", privateKeyFile);
        WireGuardKey key = publicKey.flatMap(WireGuardKey::ofBase64)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a wireguard probe needs --public-key with 32 bytes of base64"));
        return new TargetSettings.WireGuard(target(ProbeKind.WIREGUARD),
                NamedAddress.withPort(text), key,
                presharedKeyFile
                        .map(file -> secret("--preshared-key-file", Optional.of(file))),
                Map.of(VANTAGE, own), door.gateway(text), tunnel.settings(VANTAGE), Via.UNKNOWN);
    }

    /// What carries a handshake, where that is said.
    Optional<String> transport() {
        return door.transport();
    }

    private TargetSettings machine(String text) {
        URI api = URI.create(text);
        if (api.getScheme() == null || api.getHost() == null) {
            throw new IllegalArgumentException("a machine probe's target is the API's address "
                    + "such as https://api.machines.dev/v1, got '" + text
                    + "'; a target's name needs -c FILE");
        }
        return new TargetSettings.MachineCreate(target(ProbeKind.MACHINE_CREATE), api,
                needed("--app", app), secret("--token-file", tokenFile),
                needed("--image", image));
    }

    private static String needed(String option, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("this probe needs " + option));
    }

    static Secret secret(String option, Optional<Path> file) {
        Path path = file.orElseThrow(
                () -> new IllegalArgumentException("this probe needs " + option + " FILE"));
        try {
            return Secret.of(Files.readString(path).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + option + " " + path + ": "
                    + Unreadable.why(path, e), e);
        }
    }

    private Target target(ProbeKind kind) {
        return new Target(NAME, region.orElse(REGION), Optional.empty(), kind, List.of());
    }

    /// Where a trace to `text` begins and ends.
    ///
    /// @throws IllegalArgumentException with a sentence for people where it is no address
    PathProbe.Ends ends(String text) {
        InetAddress target = NamedAddress.host(text);
        return new PathProbe.Ends(
                InetAddress.ofLiteral(
                        bind.orElse(target.getAddress().length > 4 ? "::" : "0.0.0.0")),
                target, Optional.empty());
    }

    private Settings settings(TargetSettings target) {
        String place = target.target().region();
        Network network = Network.of(Map.of(),
                Map.of(place, new RegionSpec(place, List.of(), List.of())));
        VantageSettings vantage = new VantageSettings(
                new Vantage(VANTAGE, Optional.empty(), List.of()), bindAddress(target));
        return new Settings(network, Map.of(VANTAGE, vantage), Map.of(NAME, target), probes(),
                Settings.Detection.DEFAULT, Settings.Pages.NONE, Settings.Web.DEFAULT,
                new Settings.Storage(Path.of("picket.db")), Settings.Datagrams.DEFAULT,
                door.policy(), Settings.Tracing.NONE);
    }

    private InetAddress bindAddress(TargetSettings target) {
        boolean six = switch (target) {
            case TargetSettings.Stamp stamp ->
                stamp.address().getAddress().getAddress().length > 4;
            case TargetSettings.Icmp icmp -> icmp.address().getAddress().length > 4;
            case TargetSettings.WireGuard wireGuard ->
                wireGuard.address().getAddress().getAddress().length > 4;
            case TargetSettings.Dns dns ->
                dns.profile().server().getAddress().getAddress().length > 4;
            case TargetSettings.Tcp _,TargetSettings.Http _,TargetSettings.MachineCreate _ ->
                false;
        };
        return InetAddress.ofLiteral(bind.orElse(six ? "::" : "0.0.0.0"));
    }

    private Settings.Probes probes() {
        Settings.Probes standard = Settings.Probes.DEFAULT;
        return new Settings.Probes(
                burst(standard.stamp()), burst(standard.icmp()), run(standard.wireguard()),
                run(standard.tcp()), run(standard.http()), run(standard.dns()),
                run(standard.machineCreate()), standard.startsPerSecondMax());
    }

    private Settings.Stamp burst(Settings.Stamp standard) {
        return new Settings.Stamp(standard.every(), packets, timeout(standard.timeout()),
                Math.min(packets, standard.flows()));
    }

    private Settings.Run run(Settings.Run standard) {
        return new Settings.Run(standard.every(), timeout(standard.timeout()));
    }

    private Duration timeout(Duration standard) {
        return timeoutSeconds.map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                .orElse(standard);
    }
}
