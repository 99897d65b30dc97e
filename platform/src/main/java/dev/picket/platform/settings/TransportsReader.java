package dev.picket.platform.settings;

import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.Target;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what carries a gateway's packets. A gateway with two transports is two targets, each a
/// door to the same place.
final class TransportsReader {

    /// What follows a gateway's name in that of its WebSocket, where it has UDP too.
    static final String WEBSOCKET_SUFFIX = "-websocket";
    private static final List<String> LABELS = List.of(PathClass.UDP.label(),
            PathClass.WEBSOCKET.label());

    private TransportsReader() {}

    /// A target and the one transport it is reached by.
    record Reached(Target target, WireGuardTransport by) {}

    static List<Reached> read(Target target, YamlMap map, InetSocketAddress address) {
        Optional<YamlValue> listed = map.optional("transports");
        List<String> labels = listed.map(TransportsReader::labels)
                .orElse(List.of(PathClass.UDP.label()));
        Optional<YamlValue> block = map.optional("websocket");
        WireGuardTransport.WebSocket webSocket = webSocket(block.map(YamlValue::map), address);
        if (!labels.contains(PathClass.WEBSOCKET.label())) {
            block.ifPresent(value -> value.problem("describes a transport that is not probed; "
                    + "expected `transports: [udp, websocket]` beside it"));
        }
        boolean both = labels.size() > 1;
        if (both && target.door().isPresent()) {
            map.required("door").problem("the doors of this target are its transports; expected "
                    + "one transport, or no `door`");
        }
        List<Reached> reached = new ArrayList<>();
        for (String label : labels) {
            WireGuardTransport by = label.equals(PathClass.UDP.label())
                    ? new WireGuardTransport.Udp()
                    : webSocket;
            reached.add(new Reached(door(target, by, both), by));
        }
        return reached;
    }

    private static Target door(Target target, WireGuardTransport by, boolean both) {
        return switch (by) {
            case WireGuardTransport.Udp udp when both -> through(target, target.name(), udp);
            case WireGuardTransport.Udp _ -> target;
            case WireGuardTransport.WebSocket webSocket -> through(target,
                    both ? target.name() + WEBSOCKET_SUFFIX : target.name(), webSocket);
        };
    }

    private static Target through(Target target, String name, WireGuardTransport by) {
        return new Target(name, target.region(), target.host(), target.kind(), target.via(),
                target.door().or(() -> Optional.of(by.door())));
    }

    private static List<String> labels(YamlValue value) {
        List<String> labels = new ArrayList<>();
        for (YamlValue item : value.list()) {
            String label = item.string();
            if (labels.contains(label)) {
                item.problem("`" + label + "` stands here twice");
            } else if (LABELS.contains(label)) {
                labels.add(label);
            } else if (!label.isEmpty()) {
                item.problem("unknown transport `" + label + "`" + Nearest.hint(label, LABELS));
            }
        }
        if (value.isList() && value.list().isEmpty()) {
            value.problem("expected udp, websocket or both");
        }
        return labels.isEmpty() ? List.of(PathClass.UDP.label()) : labels;
    }

    private static WireGuardTransport.WebSocket webSocket(Optional<YamlMap> map,
            InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        WireGuardTransport.WebSocket standard = WireGuardTransport.WebSocket
                .at(new Endpoint(address.getAddress() instanceof Inet6Address
                        ? "[" + host + "]"
                        : host, WireGuardTransport.WebSocket.PORT));
        return map.map(block -> {
            WireGuardTransport.WebSocket read = new WireGuardTransport.WebSocket(
                    block.optional("endpoint").flatMap(DoorsReader::endpoint)
                            .orElse(standard.endpoint()),
                    block.optional("resolver").map(YamlValue::socketAddress),
                    block.optional("verify").map(YamlValue::bool).orElse(standard.verify()),
                    block.optional("ca").map(YamlValue::secret), DoorsReader.budgets(block));
            block.noOtherKeys();
            return read;
        }).orElse(standard);
    }
}
