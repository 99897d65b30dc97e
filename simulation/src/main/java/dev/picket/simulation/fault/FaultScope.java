package dev.picket.simulation.fault;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Target;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which paths a fault lies on: the keys of a scenario's `on:`, their intersection where several
/// are given. `provider` with `region` means the provider *at* that region, `service` with `region`
/// the service *in* it, and with all three both.
public record FaultScope(Optional<String> provider, Optional<String> region,
        Optional<String> host, Optional<String> vantage, Optional<String> service,
        Optional<Component.Link> link, Optional<ProbeKind> kind) {

    /// Every path.
    public static final FaultScope EVERYWHERE = new FaultScope(Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

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

    /// Whether the path of `route`, to `target`, is in the scope.
    public boolean covers(Route route, Target target) {
        return crossesPlace(route, target)
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
        return Collections.unmodifiableSortedMap(on);
    }
}
