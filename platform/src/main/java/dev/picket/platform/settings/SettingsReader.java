package dev.picket.platform.settings;

import dev.picket.model.topology.Network;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import dev.picket.platform.yaml.Unreadable;
import dev.picket.platform.yaml.YamlDocument;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a process's settings (`picket.yaml`) and lists every problem at once.
public final class SettingsReader {
    private static final Duration EVERY_MIN = Duration.ofMillis(100);
    /// A trace takes four seconds, and routers answer with few errors a second.
    private static final Duration TRACE_EVERY_MIN = Duration.ofSeconds(5);
    /// Beyond what any machine can do.
    private static final int STARTS_PER_SECOND_MAX = 1_000_000;
    private static final int PACKETS_MAX = 64;
    private static final int FLOWS_MAX = 16;

    private SettingsReader() {}

    /// Settings without a problem, or every problem there is.
    public sealed interface Reading {
        record Valid(Settings settings) implements Reading {}

        record Invalid(List<Problem> problems) implements Reading {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /// Reads `file`; secrets come from the environment and from files beside it.
    public static Reading read(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElse(file.toAbsolutePath());
        String name = file.toString();
        try {
            return read(name, Files.readString(file), SecretSource.system(folder), folder);
        } catch (IOException e) {
            return new Reading.Invalid(
                    List.of(new Problem(name, 1, 1, Unreadable.why(file, e))));
        }
    }

    /// Reads `text`, called `name` in problems; files it names are taken relative to `folder`.
    public static Reading read(String name, String text, SecretSource secrets, Path folder) {
        YamlDocument document = YamlDocument.parse(name, text, secrets);
        Settings settings = settings(document.root().map(), folder);
        List<Problem> problems = document.problems();
        return problems.isEmpty() ? new Reading.Valid(settings) : new Reading.Invalid(problems);
    }

    private static Settings settings(YamlMap root, Path folder) {
        Network network = NetworkReader.read(root.required("network"));
        Map<String, VantageSettings> vantages = VantagesReader.read(network,
                root.optional("vantages"), root.optional("offNet"));
        if (vantages.isEmpty() && root.value().isMap()) {
            root.value().problem("no vantage is declared; expected one under `vantages` or "
                    + "`offNet`");
        }
        Map<String, TargetSettings> targets = new TargetsReader(network, vantages)
                .read(root.required("targets").map());
        if (!vantages.isEmpty() && !targets.isEmpty() && targets.values().stream()
                .noneMatch(target -> vantages.values().stream().anyMatch(
                        vantage -> Settings.probes(vantage.vantage(), target.target())))) {
            root.required("targets").problem("no vantage probes any of them, each stands in its "
                    + "own region; expected a target or a vantage in another region");
        }
        Settings settings = new Settings(network, vantages, targets,
                root.optional("probes").map(SettingsReader::probes)
                        .orElse(Settings.Probes.DEFAULT),
                root.optional("detector").map(SettingsReader::detector)
                        .orElse(Settings.Detection.DEFAULT),
                root.optional("pages").map(SettingsReader::pages).orElse(Settings.Pages.NONE),
                root.optional("web").map(SettingsReader::web).orElse(Settings.Web.DEFAULT),
                storage(root.optional("storage"), folder),
                root.optional("datagrams").map(SettingsReader::datagrams)
                        .orElse(Settings.Datagrams.DEFAULT),
                root.optional("allow").map(SettingsReader::allowed)
                        .orElse(AddressPolicy.PUBLIC_ONLY),
                root.optional("tracing").map(value -> tracing(value, folder))
                        .orElse(Settings.Tracing.NONE));
        root.noOtherKeys();
        if (settings.startsPerSecond() > settings.probes().startsPerSecondMax()) {
            root.optional("probes").orElse(root.value()).problem(Math.round(
                    Math.ceil(settings.startsPerSecond())) + " runs a second are due, and at most "
                    + settings.probes().startsPerSecondMax() + " may begin; raise "
                    + "`startsPerSecondMax` or a kind's `every`");
        }
        return settings;
    }

    private static AddressPolicy allowed(YamlValue value) {
        List<AddressPrefix> ranges = new ArrayList<>();
        for (YamlValue item : value.list()) {
            String text = item.string();
            Optional<AddressPrefix> range = AddressPrefix.parse(text);
            if (range.isEmpty() && !text.isEmpty()) {
                item.problem("expected a range of addresses such as 10.81.0.0/16 or fdaa::/16, "
                        + "got `" + text + "`");
            }
            range.ifPresent(ranges::add);
        }
        return new AddressPolicy(ranges);
    }

    private static Settings.Tracing tracing(YamlValue value, Path folder) {
        YamlMap map = value.map();
        Path prefixes = folder.resolve(map.required("asnPrefixes").string());
        Duration every = map.optional("every").map(text -> text.duration(TRACE_EVERY_MIN))
                .orElse(Settings.Tracing.NONE.every());
        map.noOtherKeys();
        return new Settings.Tracing(Optional.of(prefixes), every);
    }

    private static Settings.Probes probes(YamlValue value) {
        YamlMap map = value.map();
        Settings.Probes standard = Settings.Probes.DEFAULT;
        Settings.Probes probes = new Settings.Probes(
                burst(map, "stamp", standard.stamp()), burst(map, "icmp", standard.icmp()),
                run(map, "wireguard", standard.wireguard()), run(map, "tcp", standard.tcp()),
                run(map, "http", standard.http()), run(map, "dns", standard.dns()),
                run(map, "machineCreate", standard.machineCreate()),
                map.optional("startsPerSecondMax")
                        .map(number -> (int) number.integer(1, STARTS_PER_SECOND_MAX))
                        .orElse(standard.startsPerSecondMax()));
        map.noOtherKeys();
        return probes;
    }

    private static Settings.Stamp burst(YamlMap probes, String kind, Settings.Stamp standard) {
        return probes.optional(kind).map(value -> burst(value, standard)).orElse(standard);
    }

    private static Settings.Run run(YamlMap probes, String kind, Settings.Run standard) {
        return probes.optional(kind).map(value -> run(value, standard)).orElse(standard);
    }

    private static Settings.Stamp burst(YamlValue value, Settings.Stamp standard) {
        YamlMap map = value.map();
        Settings.Stamp stamp = new Settings.Stamp(duration(map, "every", standard.every()),
                map.optional("packets").map(packets -> (int) packets.integer(1, PACKETS_MAX))
                        .orElse(standard.packets()),
                duration(map, "timeout", standard.timeout()),
                map.optional("flows").map(flows -> (int) flows.integer(1, FLOWS_MAX))
                        .orElse(standard.flows()));
        map.noOtherKeys();
        return stamp;
    }

    private static Settings.Run run(YamlValue value, Settings.Run standard) {
        YamlMap map = value.map();
        Settings.Run run = new Settings.Run(duration(map, "every", standard.every()),
                duration(map, "timeout", standard.timeout()));
        map.noOtherKeys();
        return run;
    }

    private static Settings.Detection detector(YamlValue value) {
        YamlMap map = value.map();
        Settings.Detection standard = Settings.Detection.DEFAULT;
        Settings.Detection detection = new Settings.Detection(
                duration(map, "tick", standard.tick()),
                map.optional("falsePagesPerYear").map(number -> number.number(0.001, 1000))
                        .orElse(standard.falsePagesPerYear()),
                map.optional("warmUp").map(time -> time.duration(Duration.ZERO))
                        .orElse(standard.warmUp()));
        map.noOtherKeys();
        return detection;
    }

    private static Duration duration(YamlMap map, String key, Duration standard) {
        return map.optional(key).map(value -> value.duration(EVERY_MIN)).orElse(standard);
    }

    private static Settings.Pages pages(YamlValue value) {
        YamlMap map = value.map();
        Optional<Settings.PagerDuty> pagerDuty = map.optional("pagerduty").map(block -> {
            YamlMap inner = block.map();
            Settings.PagerDuty read = new Settings.PagerDuty(
                    inner.optional("url").map(YamlValue::url)
                            .orElse(Settings.PagerDuty.PUBLIC_URL),
                    inner.required("routingKey").secret());
            inner.noOtherKeys();
            return read;
        });
        Optional<Settings.Webhook> webhook = map.optional("webhook").map(block -> {
            YamlMap inner = block.map();
            YamlValue secret = inner.required("secret");
            Settings.Webhook read = new Settings.Webhook(inner.required("url").url(),
                    secret.secret());
            if (!read.secret().reveal().isEmpty() && !isWebhookSecret(read.secret().reveal())) {
                secret.problem("the secret is not a webhook secret: expected whsec_ and the base64"
                        + " of 24 to 64 bytes");
            }
            inner.noOtherKeys();
            return read;
        });
        map.noOtherKeys();
        return new Settings.Pages(pagerDuty, webhook);
    }

    /// Standard Webhooks: `whsec_` and 24 to 64 bytes in base64.
    private static boolean isWebhookSecret(String text) {
        try {
            int bytes = Base64.getDecoder().decode(text.replaceFirst("^whsec_", "")).length;
            return bytes >= 24 && bytes <= 64;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Settings.Web web(YamlValue value) {
        YamlMap map = value.map();
        Optional<YamlValue> listen = map.optional("listen");
        Settings.Web web = listen.map(YamlValue::socketAddress).map(Settings.Web::new)
                .orElse(Settings.Web.DEFAULT);
        if (!web.listen().getAddress().isLoopbackAddress()) {
            listen.ifPresent(address -> address.problem("this version has no sign-in and listens "
                    + "on loopback only; expected 127.0.0.1:PORT or [::1]:PORT, with a proxy in "
                    + "front of it for others"));
        }
        map.noOtherKeys();
        return web;
    }

    private static Settings.Storage storage(Optional<YamlValue> value, Path folder) {
        Optional<String> file = value.map(YamlValue::map).flatMap(map -> {
            Optional<String> name = map.optional("file").map(YamlValue::string);
            map.noOtherKeys();
            return name;
        });
        return new Settings.Storage(folder.resolve(file.orElse("picket.db")));
    }

    private static Settings.Datagrams datagrams(YamlValue value) {
        YamlMap map = value.map();
        Settings.Datagrams datagrams = map.optional("receiveBuffer")
                .map(bytes -> new Settings.Datagrams((int) bytes.integer(4_096, 1 << 30)))
                .orElse(Settings.Datagrams.DEFAULT);
        map.noOtherKeys();
        return datagrams;
    }
}
