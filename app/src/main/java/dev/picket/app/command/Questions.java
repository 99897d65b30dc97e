package dev.picket.app.command;

import dev.picket.app.wiring.Witnesses;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Target;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.TargetSettings.WireGuard;
import dev.picket.platform.settings.VantageSettings;
import dev.picket.platform.settings.Via;
import dev.picket.platform.settings.WireGuardTransport;
import dev.picket.probes.silence.Witness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Whom to ask why a gateway was silent, and how: one probe for each witness. Only what costs
/// others next to nothing: an echo, a connection, handshakes under keys that are this vantage's
/// own.
final class Questions {

    /// How long a witness has; all are asked side by side.
    static final Duration TIMEOUT = Duration.ofMillis(2_500);
    /// Echoes asked for: enough to tell a quarter lost from none.
    private static final int ECHOES = 12;
    /// Other gateways asked.
    private static final int GATEWAYS_MAX = 3;
    private static final int WIREGUARD_PORT = 51_820;

    private final Settings settings;
    private final String vantage;
    private final WireGuard silent;
    private final List<Question> asked = new ArrayList<>();

    /// A witness and the target whose probe it is.
    ///
    /// @param guessed whether the settings do not name it, so that its silence tells nothing
    record Question(Witness witness, TargetSettings target, boolean guessed) {

        String name() {
            return target.name();
        }

        /// Whether it is a WebSocket on the very port that [Witness#TCP_443] is.
        boolean isOnHttps() {
            return witness == Witness.BY_WEBSOCKET && target instanceof WireGuard gateway
                    && gateway.transport() instanceof WireGuardTransport.WebSocket by
                    && by.endpoint().port() == Witnesses.HTTPS_PORT;
        }

        /// Such as `ICMP echo of 203.0.113.9`.
        String words() {
            return witness.words() + switch (target) {
                case TargetSettings.Icmp icmp -> " of " + SocketAddresses.text(icmp.address());
                case TargetSettings.Tcp tcp -> " of " + tcp.endpoint().host();
                case WireGuard gateway when gateway
                        .transport() instanceof WireGuardTransport.WebSocket by ->
                    " at " + by.endpoint();
                case WireGuard gateway -> " at " + SocketAddresses.text(gateway.address());
                default -> " of " + target.name();
            };
        }
    }

    private Questions(Settings settings, String vantage, WireGuard silent) {
        this.settings = settings;
        this.vantage = vantage;
        this.silent = silent;
    }

    /// The witnesses of a silent run on `path`.
    static List<Question> of(Settings settings, Path path) {
        if (!(settings.targets().get(path.target()) instanceof WireGuard gateway)) {
            return List.of();
        }
        Questions questions = new Questions(settings, path.vantage(), gateway);
        questions.declared();
        questions.host();
        questions.guessed();
        return List.copyOf(questions.asked);
    }

    /// Settings whose paths are those of `questions` from `vantage`.
    static Settings asking(Settings settings, String vantage, List<Question> questions) {
        Map<String, TargetSettings> targets = new TreeMap<>();
        List<AddressPrefix> allowed = new ArrayList<>(settings.addresses().allowed());
        for (Question question : questions) {
            targets.put(question.name(), question.target());
            // Whoever names an address for a handshake may have it asked otherwise.
            address(question.target()).map(own -> new AddressPrefix(own,
                    own.getAddress().length * Byte.SIZE)).ifPresent(allowed::add);
        }
        VantageSettings from = Objects.requireNonNull(settings.vantages().get(vantage));
        Settings.Probes probes = settings.probes();
        Settings.Run run = new Settings.Run(TIMEOUT, TIMEOUT);
        return new Settings(settings.network(), Map.of(vantage, from), targets,
                new Settings.Probes(burst(probes.stamp().flows()), burst(1), run, run, run, run,
                        probes.machineCreate(), probes.startsPerSecondMax()),
                settings.detector(), settings.pages(), settings.web(), settings.storage(),
                settings.datagrams(), new AddressPolicy(allowed), settings.tracing());
    }

    /// A tenth of `every` is what a burst is spread over.
    private static Settings.Stamp burst(int flows) {
        return new Settings.Stamp(TIMEOUT.multipliedBy(4), ECHOES, TIMEOUT.dividedBy(2),
                Math.min(ECHOES, flows));
    }

    private static Optional<InetAddress> address(TargetSettings target) {
        return switch (target) {
            case TargetSettings.Tcp tcp -> SocketAddresses.host(tcp.endpoint().bareHost());
            case WireGuard gateway when gateway
                    .transport() instanceof WireGuardTransport.WebSocket by ->
                SocketAddresses.host(by.endpoint().bareHost());
            default -> Optional.empty();
        };
    }

    /// What the settings have.
    private void declared() {
        settings.targets().values().forEach(other -> Witnesses.of(silent, other, vantage)
                .filter(witness -> asked.stream().filter(one -> one.witness() == witness)
                        .count() < (witness == Witness.OTHER_GATEWAY ? GATEWAYS_MAX : 1))
                .ifPresent(witness -> ask(witness, other, false)));
    }

    /// An echo and TCP 443 of the gateway's address, which every host may be asked for.
    private void host() {
        InetAddress address = silent.address().getAddress();
        if (isNotAsked(Witness.ICMP_ECHO)) {
            ask(Witness.ICMP_ECHO, new TargetSettings.Icmp(target("echo", ProbeKind.ICMP),
                    address, Via.UNKNOWN), false);
        }
        boolean isSilentItself = silent.transport() instanceof WireGuardTransport.WebSocket by
                && by.endpoint().port() == Witnesses.HTTPS_PORT;
        if (isNotAsked(Witness.TCP_443) && !isSilentItself) {
            ask(Witness.TCP_443, new TargetSettings.Tcp(target("https", ProbeKind.TCP),
                    https(address), Optional.empty(), StageBudgets.DEFAULT, Via.UNKNOWN), false);
        }
    }

    private boolean isNotAsked(Witness witness) {
        return asked.stream().noneMatch(one -> one.witness() == witness);
    }

    private static Endpoint https(InetAddress address) {
        return new Endpoint(SocketAddresses.text(address), Witnesses.HTTPS_PORT);
    }

    /// Where there are no settings to name the other transport: the port it would usually be at.
    private void guessed() {
        if (!settings.targets().keySet().equals(Set.of(AdHocTarget.NAME))) {
            return;
        }
        InetAddress address = silent.address().getAddress();
        boolean udp = silent.transport() instanceof WireGuardTransport.Udp;
        ask(udp ? Witness.BY_WEBSOCKET : Witness.BY_UDP, new WireGuard(
                target("other-transport", ProbeKind.WIREGUARD),
                new InetSocketAddress(address, WIREGUARD_PORT), silent.publicKey(),
                silent.presharedKey(), silent.privateKeys(),
                udp
                        ? WireGuardTransport.WebSocket.at(https(address))
                        : new WireGuardTransport.Udp(),
                Optional.empty(), silent.via()), true);
    }

    private void ask(Witness witness, TargetSettings target, boolean guessed) {
        asked.add(new Question(witness,
                target instanceof WireGuard gateway ? handshakeOnly(gateway) : target, guessed));
    }

    private static WireGuard handshakeOnly(WireGuard gateway) {
        return new WireGuard(gateway.target(), gateway.address(), gateway.publicKey(),
                gateway.presharedKey(), gateway.privateKeys(), gateway.transport(),
                Optional.empty(), gateway.via());
    }

    private Target target(String name, ProbeKind kind) {
        return new Target(silent.name() + " " + name, silent.target().region(),
                silent.target().host(), kind, List.of());
    }
}
