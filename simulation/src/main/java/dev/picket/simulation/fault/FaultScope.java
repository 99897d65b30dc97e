package dev.picket.simulation.fault;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which paths a fault lies on: the keys of a scenario's `on:`, their intersection where several
/// are given. `provider` with `region` means the provider *at* that region, `service` with `region`
/// the service *in* it, and with all three both. `side` leaves of the paths that cross a provider
/// at a region those that end there, or those that begin there.
public record FaultScope(Optional<String> provider, Optional<String> region,
        Optional<String> host, Optional<String> vantage, Optional<String> service,
        Optional<Component.Link> link, Optional<ProbeKind> kind, Optional<Side> side) {

    /// Every path.
    public static final FaultScope EVERYWHERE = new FaultScope(Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    public FaultScope {
        if (side.isPresent() && (provider.isEmpty() || region.isEmpty())) {
            throw new IllegalArgumentException("a side is one of a provider at a region");
        }
    }

    /// Both sides of what it names.
    public FaultScope(Optional<String> provider, Optional<String> region, Optional<String> host,
            Optional<String> vantage, Optional<String> service, Optional<Component.Link> link,
            Optional<ProbeKind> kind) {
        this(provider, region, host, vantage, service, link, kind, Optional.empty());
    }

    public static FaultScope providerAt(String provider, String region) {
        return new FaultScope(Optional.of(provider), Optional.of(region), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static FaultScope kindThrough(ProbeKind kind, String provider) {
        return new FaultScope(Optional.of(provider), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(kind));
    }

    public static FaultScope ofVantage(String vantage) {
        return new FaultScope(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(vantage), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same with both sides.
    public FaultScope bothSides() {
        return new FaultScope(provider, region, host, vantage, service, link, kind);
    }

    /// The same, of one side.
    public FaultScope only(Side one) {
        return new FaultScope(provider, region, host, vantage, service, link, kind,
                Optional.of(one));
    }

    /// Whether the path of `route` is in the scope.
    public boolean covers(Route route, Topology topology) {
        Target target = topology.targetOf(route.path());
        return crossesPlace(route, target)
                && side.map(one -> one.holds(region.orElse(""), topology.vantageOf(route.path()),
                        target)).orElse(true)
                && host.map(name -> target.host().equals(Optional.of(name))).orElse(true)
                && vantage.map(name -> route.path().vantage().equals(name)).orElse(true)
                && link.map(route::crosses).orElse(true)
                && kind.map(wanted -> route.path().kind() == wanted).orElse(true);
    }

    private boolean crossesPlace(Route route, Target target) {
        if (service.isPresent() && !(target.kind().service().equals(service)
                && region.map(target.region()::equals).orElse(true))) {
            return false;
        }
        if (provider.isPresent()) {
            return region
                    .map(at -> route.crosses(new Component.ProviderAtRegion(provider.get(), at)))
                    .orElseGet(() -> route.crosses(new Component.Provider(provider.get())));
        }
        return region.map(at -> route.crosses(new Component.Region(at))).orElse(true);
    }

    /// The scope as the keys of `on:`.
    public SortedMap<String, Object> on() {
        SortedMap<String, Object> on = new TreeMap<>();
        provider.ifPresent(name -> on.put("provider", name));
        region.ifPresent(name -> on.put("region", name));
        host.ifPresent(name -> on.put("host", name));
        vantage.ifPresent(name -> on.put("vantage", name));
        service.ifPresent(name -> on.put("service", name));
        link.ifPresent(ends -> on.put("link", List.of(ends.first(), ends.second())));
        kind.ifPresent(wanted -> on.put("kind", wanted.label()));
        side.ifPresent(one -> on.put("side", one.label()));
        return Collections.unmodifiableSortedMap(on);
    }
}
