package dev.picket.platform.settings;

import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.Target;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what targets over streams and of DNS have beside what every target has.
final class DoorsReader {

    private static final Duration BUDGET_MIN = Duration.ofMillis(10);

    private DoorsReader() {}

    static Optional<PathClass> door(YamlValue value) {
        String label = value.string();
        Optional<PathClass> door = PathClass.of(label);
        if (door.isEmpty() && !label.isEmpty()) {
            value.problem("unknown door `" + label + "`" + Nearest.hint(label,
                    Stream.of(PathClass.values()).map(PathClass::label).toList()));
        }
        return door;
    }

    static TargetSettings tcp(Target target, YamlMap map, Via via) {
        return new TargetSettings.Tcp(target,
                endpoint(map.required("address")).orElseGet(() -> new Endpoint("invalid", 1)),
                resolver(map), budgets(map), via);
    }

    static Optional<Endpoint> endpoint(YamlValue value) {
        String text = value.string();
        Optional<Endpoint> endpoint = Endpoint.parse(text);
        if (endpoint.isEmpty() && !text.isEmpty()) {
            value.problem("expected a name or address with port such as example.net:443, "
                    + "203.0.113.7:443 or [2001:db8::7]:443, got `" + text + "`");
        }
        return endpoint;
    }

    static TargetSettings http(Target target, YamlMap map, Via via) {
        YamlValue address = map.required("url");
        YamlValue versionValue = map.optional("version").orElse(address);
        HttpProfile.Version version = map.optional("version").map(DoorsReader::version)
                .orElse(HttpProfile.Version.AUTO);
        HttpProfile profile = new HttpProfile(address.url(), version,
                map.optional("status").map(DoorsReader::statuses)
                        .orElse(List.of(HttpProfile.Statuses.SUCCESS)),
                map.optional("text").map(DoorsReader::text),
                map.optional("redirects")
                        .map(number -> (int) number.integer(0, HttpProfile.REDIRECTS_MAX))
                        .orElse(0),
                map.optional("ca").map(YamlValue::secret),
                map.optional("certificateWarning").map(time -> time.duration(Duration.ZERO))
                        .orElse(HttpProfile.CERTIFICATE_WARNING));
        if (version == HttpProfile.Version.HTTP_2 && !profile.isSecure()) {
            versionValue.problem("HTTP/2 is agreed on in TLS; expected a url that begins with "
                    + "https://, or version 1.1");
        }
        return new TargetSettings.Http(target, profile, resolver(map), budgets(map), via);
    }

    private static HttpProfile.Version version(YamlValue value) {
        String label = value.string();
        Optional<HttpProfile.Version> version = HttpProfile.Version.of(label);
        if (version.isEmpty() && !label.isEmpty()) {
            value.problem("expected 1.1, 2 or auto, got `" + label + "`");
        }
        return version.orElse(HttpProfile.Version.AUTO);
    }

    private static List<HttpProfile.Statuses> statuses(YamlValue value) {
        List<HttpProfile.Statuses> read = new ArrayList<>();
        for (YamlValue item : value.isList() ? value.list() : List.of(value)) {
            String text = item.string();
            Optional<HttpProfile.Statuses> range = HttpProfile.Statuses.parse(text);
            if (range.isEmpty() && !text.isEmpty()) {
                item.problem("expected a status such as 204 or a range such as 200-299, got `"
                        + text + "`");
            }
            range.ifPresent(read::add);
        }
        return read;
    }

    private static String text(YamlValue value) {
        String text = value.string();
        if (text.length() > HttpProfile.TEXT_CHARS_MAX) {
            value.problem("expected at most " + HttpProfile.TEXT_CHARS_MAX
                    + " characters, got " + text.length());
        }
        return text;
    }

    private static Optional<InetSocketAddress> resolver(YamlMap map) {
        return map.optional("resolver").map(YamlValue::socketAddress);
    }

    static StageBudgets budgets(YamlMap map) {
        return map.optional("budgets").map(YamlValue::map).map(block -> {
            StageBudgets standard = StageBudgets.DEFAULT;
            StageBudgets read = new StageBudgets(budget(block, "name", standard.name()),
                    budget(block, "connect", standard.connect()),
                    budget(block, "tls", standard.tls()),
                    budget(block, "request", standard.request()),
                    budget(block, "firstByte", standard.firstByte()),
                    budget(block, "body", standard.body()));
            block.noOtherKeys();
            return read;
        }).orElse(StageBudgets.DEFAULT);
    }

    private static Duration budget(YamlMap block, String key, Duration standard) {
        return block.optional(key).map(value -> value.duration(BUDGET_MIN)).orElse(standard);
    }
}
