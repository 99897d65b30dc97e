package dev.picket.simulation.noise;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.world.SeededHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// The shared blips of components and the flapping of hosts, drawn for a whole span of time.
final class SharedNoise {

    private final Map<Component, List<Episodes>> byComponent = new TreeMap<>();
    private final List<Blip> blips = new ArrayList<>();
    private final Noise.Span span;
    private final long seed;

    SharedNoise(Topology topology, Background.Shared shared, Noise.Span span, long seed) {
        this.span = span;
        this.seed = seed;
        TreeSet<Component> components = new TreeSet<>();
        topology.routes().forEach(route -> components.addAll(route.crossings().keySet()));
        for (Component component : components) {
            shared.blips().filter(_ -> isNetwork(component))
                    .ifPresent(kind -> addBlips(component, kind));
            shared.flapping().filter(_ -> component instanceof Component.Host)
                    .ifPresent(kind -> addFlaps(component, kind));
        }
    }

    /// What lies on the path of `route`.
    List<Episodes> on(Route route) {
        return route.crossings().keySet().stream()
                .flatMap(component -> byComponent.getOrDefault(component, List.of()).stream())
                .toList();
    }

    List<Blip> blips() {
        return List.copyOf(blips);
    }

    private void addBlips(Component component, Background.SharedBlips kind) {
        SplittableRandom random = new SplittableRandom(
                SeededHash.of(seed, "blips", component.key()));
        List<Episode> episodes = new ArrayList<>();
        long at = span.startNanos() + Waits.untilNext(kind.perComponentPerDay(), random);
        while (at < span.endNanos()) {
            long end = at + Waits.nanos(kind.seconds().draw(random));
            episodes.add(new Episode(at, end, kind.lossRatio().draw(random), Direction.BOTH));
            blips.add(new Blip(component, at, end));
            at = end + Waits.untilNext(kind.perComponentPerDay(), random);
        }
        add(component, episodes);
    }

    private void addFlaps(Component component, Background.Flapping kind) {
        SplittableRandom random = new SplittableRandom(
                SeededHash.of(seed, "flaps", component.key()));
        List<Episode> episodes = new ArrayList<>();
        long at = span.startNanos() + Waits.untilNext(kind.perHostPerDay(), random);
        while (at < span.endNanos()) {
            long flaps = Math.round(kind.flaps().draw(random));
            long end = at;
            for (long flap = 0; flap < flaps; flap++) {
                long down = end + (flap == 0 ? 0 : Waits.nanos(kind.upSeconds().draw(random)));
                end = down + Waits.nanos(kind.downSeconds().draw(random));
                episodes.add(new Episode(down, end, 1, Direction.BOTH));
            }
            blips.add(new Blip(component, at, end));
            at = end + Waits.untilNext(kind.perHostPerDay(), random);
        }
        add(component, episodes);
    }

    private void add(Component component, List<Episode> episodes) {
        if (!episodes.isEmpty()) {
            byComponent.computeIfAbsent(component, _ -> new ArrayList<>())
                    .add(new SharedEpisodes(episodes));
        }
    }

    private static boolean isNetwork(Component component) {
        return switch (component) {
            case Component.Provider _,Component.ProviderAtRegion _ -> true;
            case Component.Link _,Component.Region _,Component.Host _ -> true;
            case Component.Vantage _,Component.Service _ -> false;
            case Component.ServiceAtRegion _,Component.Kind _ -> false;
            case Component.AccessNetwork _ -> true;
        };
    }
}
