package dev.picket.simulation.world;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Vantage;
import java.util.ArrayList;
import java.util.List;

/// Chooses the chain of providers that carries each path, by a seeded hash.
///
/// Idea: the vantage's region picks one of its providers as egress, the target's region one as
/// ingress; where they differ and are not neighbours, the ingress provider's traffic comes through
/// one of its upstreams, and the egress provider reaches that upstream itself or through one of its
/// own. Paths of the same regions to different targets choose apart, as traffic engineering does,
/// so that providers, links and regions can be told from each other.
public final class RouteChoice {

    private final Network network;
    private final long seed;

    public RouteChoice(Network network, long seed) {
        this.network = network;
        this.seed = seed;
    }

    /// The providers from vantage to target, in order; empty where the network declares none.
    public List<String> chain(Vantage vantage, Target target) {
        String key = target.host().orElse(target.region());
        List<String> head = head(vantage, key);
        List<String> ingress = providersOf(target.region());
        if (head.isEmpty() || ingress.isEmpty()) {
            return List.of();
        }
        String entry = pick(ingress, "in", vantage.name(), key);
        List<String> chain = new ArrayList<>(head);
        middle(head.getLast(), entry, vantage.name() + ">" + key)
                .forEach(provider -> append(chain, provider));
        append(chain, entry);
        return List.copyOf(chain);
    }

    private List<String> head(Vantage vantage, String key) {
        if (!vantage.access().isEmpty()) {
            return vantage.access();
        }
        List<String> egress = vantage.region().map(this::providersOf).orElse(List.of());
        return egress.isEmpty() ? List.of() : List.of(pick(egress, "out", vantage.name(), key));
    }

    /// What lies between two providers: nothing where they are the same or one feeds the other.
    private List<String> middle(String from, String to, String key) {
        List<String> above = upstreamsOf(to);
        List<String> own = upstreamsOf(from);
        if (from.equals(to) || above.contains(from) || own.contains(to)) {
            return List.of();
        }
        List<String> middle = new ArrayList<>();
        if (above.isEmpty()) {
            if (!own.isEmpty()) {
                middle.add(pick(own, "up", key));
            }
            return middle;
        }
        String upper = pick(above, "down", key);
        if (!own.isEmpty() && !own.contains(upper)) {
            middle.add(pick(own, "up", key));
        }
        middle.add(upper);
        return middle;
    }

    private static void append(List<String> chain, String provider) {
        if (!chain.getLast().equals(provider)) {
            chain.add(provider);
        }
    }

    private String pick(List<String> choices, String... names) {
        return choices.get(SeededHash.below(choices.size(), seed, names));
    }

    private List<String> providersOf(String region) {
        RegionSpec spec = network.regions().get(region);
        return spec == null ? List.of() : spec.providers();
    }

    private List<String> upstreamsOf(String provider) {
        ProviderSpec spec = network.providers().get(provider);
        return spec == null ? List.of() : spec.upstreams();
    }
}
