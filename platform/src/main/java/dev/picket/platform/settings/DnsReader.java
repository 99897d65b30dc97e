package dev.picket.platform.settings;

import dev.picket.model.topology.Target;
import dev.picket.platform.settings.DnsProfile.Transport;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a resolver and the question it is asked.
final class DnsReader {

    private static final String NAME = "[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?";
    private static final int NAME_CHARS_MAX = 253;

    private DnsReader() {}

    static TargetSettings dns(Target target, YamlMap map, Via via) {
        YamlValue address = map.required("address");
        InetSocketAddress server = address.socketAddress();
        if (server.getPort() == 0) {
            address.problem("expected a port from 1 to 65535, got 0");
        }
        DnsProfile profile = new DnsProfile(server,
                map.optional("transport").map(DnsReader::transport).orElse(Transport.UDP),
                name(map.required("name")), map.optional("type").map(DnsReader::type).orElse("A"),
                map.optional("expect").map(DnsReader::expected).orElse(List.of()),
                map.optional("serverName").map(YamlValue::string),
                map.optional("ca").map(YamlValue::secret));
        return new TargetSettings.Dns(target, profile, DoorsReader.budgets(map), via);
    }

    private static Transport transport(YamlValue value) {
        String label = value.string();
        Optional<Transport> transport = Transport.of(label);
        if (transport.isEmpty() && !label.isEmpty()) {
            value.problem("unknown transport `" + label + "`" + Nearest.hint(label,
                    Stream.of(Transport.values()).map(Transport::label).toList()));
        }
        return transport.orElse(Transport.UDP);
    }

    /// A name that can be asked for.
    static String name(YamlValue value) {
        String name = value.string();
        if (!name.isEmpty() && (name.length() > NAME_CHARS_MAX || !name.matches(NAME))) {
            value.problem("expected a name such as example.net, got `" + name + "`");
        }
        return name;
    }

    private static String type(YamlValue value) {
        String type = value.string();
        if (!type.isEmpty() && !DnsProfile.TYPES.contains(type)) {
            value.problem("unknown record type `" + type + "`"
                    + Nearest.hint(type, DnsProfile.TYPES));
            return "A";
        }
        return type;
    }

    private static List<String> expected(YamlValue value) {
        return value.isList() ? value.strings() : List.of(value.string());
    }
}
