package dev.picket.app.tracing;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.probes.path.AsPath;
import dev.picket.probes.path.AsnTable;
import dev.picket.probes.path.TraceReport;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which network a hop belongs to: its ASN by a prefix table, its provider by that ASN.
public final class HopNetworks {

    /// Nothing is known of any.
    public static final HopNetworks NONE = of(AsnTable.EMPTY);

    private final AsnTable asns;
    private final Map<Long, String> providers;
    private final Set<String> visible;

    private HopNetworks(AsnTable asns, Map<Long, String> providers) {
        this.asns = asns;
        this.providers = providers;
        this.visible = providers.entrySet().stream()
                .filter(provider -> asns.announces(provider.getKey()))
                .map(Map.Entry::getValue).collect(Collectors.toUnmodifiableSet());
    }

    /// By `asns`, without names.
    public static HopNetworks of(AsnTable asns) {
        return new HopNetworks(asns, Map.of());
    }

    /// By `asns`, with the names that `network` declares for them.
    public static HopNetworks of(AsnTable asns, Network network) {
        Map<Long, String> names = new TreeMap<>();
        for (ProviderSpec provider : network.providers().values()) {
            provider.asn().ifPresent(asn -> names.put(asn, provider.name()));
        }
        return new HopNetworks(asns, names);
    }

    public OptionalLong asn(InetAddress address) {
        return asns.asnOf(address);
    }

    public Optional<String> provider(InetAddress address) {
        OptionalLong asn = asn(address);
        return asn.isPresent()
                ? Optional.ofNullable(providers.get(asn.getAsLong()))
                : Optional.empty();
    }

    /// For people: `cogent`, `AS174` where the settings have no name for it, or empty.
    public String text(InetAddress address) {
        OptionalLong asn = asn(address);
        return provider(address)
                .orElse(asn.isPresent() ? "AS" + asn.getAsLong() : "");
    }

    /// The declared providers a trace crosses, in order, each once: what a target's `via:` would
    /// be. Where ways part, those of the way most packets took.
    public List<String> via(TraceReport report) {
        return via(AsPath.of(report, asns));
    }

    /// The declared providers of a path, in order, each once.
    public List<String> via(AsPath path) {
        Set<String> crossed = new LinkedHashSet<>();
        path.asns().forEach(
                asn -> Optional.ofNullable(providers.get(asn)).ifPresent(crossed::add));
        return List.copyOf(crossed);
    }

    /// The chain of declared providers that a path shows to `region`: what a target's `via:` would
    /// be. Empty where it shows none: a path whose last provider does not serve the region misses
    /// its end, the part that matters most.
    public List<String> chain(AsPath path, RegionSpec region) {
        List<String> chain = via(path);
        return path.reached() && !chain.isEmpty() && region.providers().contains(chain.getLast())
                ? chain
                : List.of();
    }

    /// Those of `chain` that a trace can show: the table has prefixes of theirs.
    List<String> visible(List<String> chain) {
        return chain.stream().filter(visible::contains).toList();
    }

    /// For people: `arelion, AS64500, cogent`.
    public String text(AsPath path) {
        return path.asns().stream().map(asn -> providers.getOrDefault(asn, "AS" + asn))
                .collect(Collectors.joining(", "));
    }

    /// The systems a trace crossed.
    public AsPath path(TraceReport report) {
        return AsPath.of(report, asns);
    }
}
