package dev.picket.detector;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The [TestWorld] with six vantages outside it, three behind each of two access networks.
final class OffNetWorld {

    private OffNetWorld() {}

    static Topology build() {
        Topology inside = TestWorld.build();
        Network network = inside.network();
        Map<String, Vantage> vantages = new LinkedHashMap<>(inside.vantages());
        Map<Path, Route> routes = new LinkedHashMap<>();
        inside.routes().forEach(route -> routes.put(route.path(), route));
        for (int v = 0; v < 6; v++) {
            String access = v < 3 ? "homenet" : "office-isp";
            Vantage vantage = new Vantage("home" + v, Optional.empty(), List.of(access));
            vantages.put(vantage.name(), vantage);
            for (Target target : inside.targets().values()) {
                if (target.kind() != ProbeKind.MACHINE_CREATE) {
                    List<String> chain = new ArrayList<>(vantage.access());
                    chain.addAll(TestWorld.chain("ams", target.region(), target.name() + v));
                    Route route = Routes.of(network, vantage, target, chain);
                    routes.put(route.path(), route);
                }
            }
        }
        return new Topology(network, vantages, inside.targets(), routes);
    }
}
