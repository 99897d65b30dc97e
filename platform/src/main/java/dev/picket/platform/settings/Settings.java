package dev.picket.platform.settings;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.yaml.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The settings of one process, complete and checked when read by [SettingsReader].
///
/// @param addresses the addresses that probes by name and over streams may go to
/// @param tracing whether and how the networks on the way are found out
public record Settings(Network network, Map<String, VantageSettings> vantages,
        Map<String, TargetSettings> targets, Probes probes, Detection detector, Pages pages,
        Web web, Storage storage, Datagrams datagrams, AddressPolicy addresses,
        Tracing tracing) {

    public Settings {
        vantages = Collections.unmodifiableMap(new TreeMap<>(vantages));
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }

    /// How often each kind is run, and how long a run waits.
    ///
    /// @param startsPerSecondMax runs that may begin in a second, of all kinds and vantages
    public record Probes(Stamp stamp, Stamp icmp, Run wireguard, Run tcp, Run http, Run dns,
            Run machineCreate, int startsPerSecondMax) {
        public static final Probes DEFAULT = new Probes(
                new Stamp(Duration.ofSeconds(10), 20, Duration.ofSeconds(2), 4),
                new Stamp(Duration.ofSeconds(10), 10, Duration.ofSeconds(2), 1),
                new Run(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                new Run(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                new Run(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                new Run(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                new Run(Duration.ofSeconds(60), Duration.ofSeconds(60)), 20_000);

        /// Packets of a round; 1 where a round is one attempt.
        public int packets(ProbeKind kind) {
            return switch (kind) {
                case STAMP -> stamp.packets();
                case ICMP -> icmp.packets();
                case WIREGUARD, TCP, HTTP, DNS, MACHINE_CREATE -> 1;
            };
        }

        public Duration every(ProbeKind kind) {
            return switch (kind) {
                case STAMP -> stamp.every();
                case ICMP -> icmp.every();
                case WIREGUARD -> wireguard.every();
                case TCP -> tcp.every();
                case HTTP -> http.every();
                case DNS -> dns.every();
                case MACHINE_CREATE -> machineCreate.every();
            };
        }

        public Duration timeout(ProbeKind kind) {
            return switch (kind) {
                case STAMP -> stamp.timeout();
                case ICMP -> icmp.timeout();
                case WIREGUARD -> wireguard.timeout();
                case TCP -> tcp.timeout();
                case HTTP -> http.timeout();
                case DNS -> dns.timeout();
                case MACHINE_CREATE -> machineCreate.timeout();
            };
        }
    }

    /// A burst of `packets` in every round; a reply after `timeout` (T_max) counts as lost. The
    /// packets are spread over `flows` source ports, so that paths of equal cost (ECMP) are all
    /// tried.
    public record Stamp(Duration every, int packets, Duration timeout, int flows) {}

    /// One run in every round, given up after `timeout`.
    public record Run(Duration every, Duration timeout) {}

    /// The detector's time step, its one knob, and how long it learns before it pages.
    public record Detection(Duration tick, double falsePagesPerYear, Duration warmUp) {
        public static final Detection DEFAULT = new Detection(Duration.ofSeconds(10), 1,
                Duration.ofHours(24));
    }

    /// Where pages go; none is allowed, and then nobody is paged.
    public record Pages(Optional<PagerDuty> pagerDuty, Optional<Webhook> webhook) {
        public static final Pages NONE = new Pages(Optional.empty(), Optional.empty());
    }

    /// PagerDuty's Events API v2.
    public record PagerDuty(URI url, Secret routingKey) {
        public static final URI PUBLIC_URL = URI.create("https://events.pagerduty.com/v2/enqueue");
    }

    /// A receiver of signed webhooks (Standard Webhooks; `whsec_…`).
    public record Webhook(URI url, Secret secret) {}

    public record Web(InetSocketAddress listen) {
        public static final Web DEFAULT = new Web(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080));
    }

    /// The database file.
    public record Storage(java.nio.file.Path file) {}

    /// How paths are traced while everything runs.
    ///
    /// @param asnPrefixes the file of lines `prefix asn`; without one nothing is traced
    /// @param every each path is traced once in this time
    public record Tracing(Optional<java.nio.file.Path> asnPrefixes, Duration every) {
        public static final Tracing NONE = new Tracing(Optional.empty(), Duration.ofMinutes(10));
    }

    public record Datagrams(int receiveBufferBytes) {
        public static final Datagrams DEFAULT = new Datagrams(4_194_304);
    }

    /// Whether `vantage` probes `target`: every vantage probes every target, except that the
    /// network inside one region is not probed. Machines are created from everywhere.
    public static boolean probes(Vantage vantage, Target target) {
        return !target.kind().crossesProviders()
                || !vantage.region().equals(Optional.of(target.region()));
    }

    /// Runs that are due in a second, of all kinds and vantages.
    public double startsPerSecond() {
        double starts = 0;
        for (VantageSettings vantage : vantages.values()) {
            for (TargetSettings target : targets.values()) {
                starts += probes(vantage.vantage(), target.target())
                        ? 1e9 / probes.every(target.target().kind()).toNanos()
                        : 0;
            }
        }
        return starts;
    }

    /// Everything that these settings watch.
    public Topology topology() {
        return topology(SeenVia.NONE);
    }

    /// Everything that these settings watch; where they name no chain of providers, `seen` does.
    public Topology topology(SeenVia seen) {
        Map<String, Vantage> vantageByName = new TreeMap<>();
        vantages.forEach((name, declared) -> vantageByName.put(name, declared.vantage()));
        Map<String, Target> targetByName = new TreeMap<>();
        Map<Path, Route> routes = new TreeMap<>();
        targets.forEach((name, declared) -> {
            targetByName.put(name, declared.target());
            for (Vantage vantage : vantageByName.values()) {
                if (probes(vantage, declared.target())) {
                    List<String> chain = declared.via().from(vantage.name());
                    Route route = Routes.of(network, vantage, declared.target(),
                            chain.isEmpty() ? seen.of(vantage.name(), name) : chain);
                    routes.put(route.path(), route);
                }
            }
        });
        return new Topology(network, vantageByName, targetByName, routes);
    }
}
