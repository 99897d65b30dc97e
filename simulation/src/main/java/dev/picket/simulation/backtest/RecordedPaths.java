package dev.picket.simulation.backtest;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The paths of recorded data, collected from its rows. Which providers a path really crossed is
/// not recorded: the lists of the regions say which it may have.
final class RecordedPaths {

    private static final List<String> KINDS = Arrays.stream(ProbeKind.values())
            .map(ProbeKind::label).toList();

    private final RecordedNetwork network;
    private final Map<CsvRow.Place, Path> pathByPlace = new HashMap<>();
    private final Map<String, Vantage> vantages = new TreeMap<>();
    private final Map<String, Target> targets = new TreeMap<>();
    private final Map<Path, Route> routes = new TreeMap<>();

    RecordedPaths(RecordedNetwork network) {
        this.network = network;
    }

    /// Takes the path of a row; what is wrong with it, if anything.
    Optional<String> add(CsvRow.Place place) {
        if (pathByPlace.containsKey(place)) {
            return Optional.empty();
        }
        if (pathByPlace.size() >= Backtest.SERIES_MAX) {
            return Optional.of("vantage, target: expected at most " + Backtest.SERIES_MAX
                    + " paths");
        }
        Optional<ProbeKind> kind = ProbeKind.of(place.kind().orElse(ProbeKind.STAMP.label()));
        if (kind.isEmpty()) {
            return Optional.of("kind: expected one of " + String.join(", ", KINDS) + ", got `"
                    + place.kind().orElse("") + "`");
        }
        Optional<Vantage> vantage = network.vantage(place.vantage());
        if (vantage.isEmpty()) {
            return Optional.of("vantage: expected a region or a vantage of offNet, got `"
                    + place.vantage() + "`" + network.vantageHint(place.vantage()));
        }
        Optional<Target> target = network.target(place.target(), kind.get());
        if (target.isEmpty()) {
            return Optional.of("target: expected a host or a region, got `" + place.target()
                    + "`" + network.targetHint(place.target()));
        }
        Optional<Target> other = Optional.ofNullable(targets.get(place.target()))
                .filter(known -> known.kind() != kind.get());
        if (other.isPresent()) {
            return Optional.of("kind: expected " + other.get().kind().label() + " as before for `"
                    + place.target() + "`: each kind needs a target of its own");
        }
        put(place, vantage.get(), target.get());
        return Optional.empty();
    }

    private void put(CsvRow.Place place, Vantage vantage, Target target) {
        Route route = Routes.of(network.network(), vantage, target, List.of());
        vantages.put(vantage.name(), vantage);
        targets.put(target.name(), target);
        routes.put(route.path(), route);
        pathByPlace.put(place, route.path());
    }

    /// The path of a place that was taken.
    Optional<Path> path(CsvRow.Place place) {
        return Optional.ofNullable(pathByPlace.get(place));
    }

    int count() {
        return routes.size();
    }

    Topology topology() {
        return new Topology(network.network(), vantages, targets, routes);
    }
}
