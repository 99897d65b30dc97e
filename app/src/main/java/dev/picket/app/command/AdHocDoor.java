package dev.picket.app.command;

import dev.picket.model.topology.Target;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.platform.settings.DnsProfile;
import dev.picket.platform.settings.DnsProfile.Transport;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.HttpProfile;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.Via;
import dev.picket.platform.settings.WireGuardTransport;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a TCP, HTTP or DNS target on the command line may be told with.
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class AdHocDoor {

    @Option(names = "--resolver", paramLabel = "ADDR:PORT", //
            description = "tcp, http: who is asked for the name; dns: who is probed.")
    private Optional<String> resolver = Optional.empty();

    @Option(names = "--allow", paramLabel = "RANGE", //
            description = "tcp, http, dns, websocket: a private range to allow; may be repeated.")
    private List<String> allow = List.of();

    @Option(names = "--find", paramLabel = "TEXT", //
            description = "http: a text that must be in the first 64 KiB of the page.")
    private Optional<String> find = Optional.empty();

    @Option(names = "--redirects", paramLabel = "N", //
            description = "http: redirects to follow (0).")
    private int redirects;

    @Option(names = "--ca-file", paramLabel = "FILE", //
            description = "http, dns, websocket: certificates (PEM) to trust instead.")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--type", paramLabel = "TYPE", description = "dns: the record type (A).")
    private String type = "A";

    @Option(names = "--transport", paramLabel = "udp|tcp|tls|websocket", //
            description = "dns: what carries the question (udp); wireguard: udp or websocket.")
    private Optional<String> transport = Optional.empty();

    /// A target of one of the three kinds.
    ///
    /// @param text its name or address as it stands on the command line
    TargetSettings settings(Target target, String text) {
        return switch (target.kind()) {
            case TCP -> tcp(target, text);
            case HTTP -> http(target, text);
            case DNS -> dns(target, text);
            case STAMP, ICMP, WIREGUARD, MACHINE_CREATE ->
                throw new IllegalStateException(target.kind() + " has no such options");
        };
    }

    private TargetSettings dns(Target target, String text) {
        InetSocketAddress server = resolver().orElseThrow(() -> new IllegalArgumentException(
                "a dns probe needs --resolver ADDR:PORT, the resolver that is probed"));
        if (!DnsProfile.TYPES.contains(type)) {
            throw new IllegalArgumentException("--type takes one of "
                    + String.join(", ", DnsProfile.TYPES.stream().sorted().toList()) + ", got '"
                    + type + "'");
        }
        String by = transport.orElse(Transport.UDP.label());
        DnsProfile profile = new DnsProfile(server, Transport.of(by).orElseThrow(
                () -> new IllegalArgumentException("--transport takes udp, tcp or tls, got '"
                        + by + "'")),
                text, type, List.of(), Optional.empty(),
                authorities.map(file -> AdHocTarget.secret("--ca-file", Optional.of(file))));
        return new TargetSettings.Dns(target, profile, StageBudgets.DEFAULT, Via.UNKNOWN);
    }

    private TargetSettings tcp(Target target, String text) {
        return new TargetSettings.Tcp(target, Endpoint.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no name or address with port such as example.net:443; a target's"
                        + " name needs -c FILE")),
                resolver(), StageBudgets.DEFAULT, Via.UNKNOWN);
    }

    private TargetSettings http(Target target, String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !("http".equals(url.getScheme())
                || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("an http probe's target is an address such as "
                    + "https://example.net/, got '" + text + "'; a target's name needs -c FILE");
        }
        HttpProfile standard = HttpProfile.of(url);
        return new TargetSettings.Http(target,
                new HttpProfile(url, standard.version(), standard.expected(), find, redirects,
                        authorities.map(file -> AdHocTarget.secret("--ca-file", Optional.of(file))),
                        standard.certificateWarning()),
                resolver(), StageBudgets.DEFAULT, Via.UNKNOWN);
    }

    private Optional<InetSocketAddress> resolver() {
        return resolver.map(NamedAddress::withPort);
    }

    /// What carries a handshake, where that is said.
    Optional<String> transport() {
        return transport;
    }

    /// What carries a handshake with the gateway at `text`, whose port is then that transport's.
    WireGuardTransport gateway(String text) {
        return switch (transport.orElse("udp")) {
            case "udp" -> new WireGuardTransport.Udp();
            case "websocket" -> new WireGuardTransport.WebSocket(
                    Endpoint.parse(text).orElseThrow(() -> new IllegalArgumentException("'" + text
                            + "' is no name or address with port such as gw.example.net:443")),
                    resolver(), authorities.isPresent(),
                    authorities.map(
                            file -> AdHocTarget.secret("--ca-file", Optional.of(file))),
                    StageBudgets.DEFAULT);
            default -> throw new IllegalArgumentException(
                    "--transport takes udp or websocket here, got '" + transport.orElse("")
                            + "'");
        };
    }

    AddressPolicy policy() {
        return new AddressPolicy(allow.stream().map(text -> AddressPrefix.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("--allow takes a range such as "
                        + "10.81.0.0/16, got '" + text + "'")))
                .toList());
    }
}
