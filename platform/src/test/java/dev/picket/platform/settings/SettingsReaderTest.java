package dev.picket.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {
    private static final String KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    private static final String OTHER_KEY = "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";
    private static final SecretSource SECRETS = new SecretSource() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.ofNullable(
                    Map.of("PD_KEY", "routing-canary", "FLY_TOKEN", "token-canary").get(name));
        }

        @Override
        public Optional<String> file(String path) {
            return Optional.ofNullable(Map.of("sjc.key", KEY, "office.key", OTHER_KEY, "psk", KEY,
                    "short.key", "canary-not-a-key").get(path));
        }
    };
    private static final String GOOD = """
            network:
              providers:
                cogent: {asn: 174}
                arelion: {asn: 1299}
                acme-sg: {asn: 64500, upstreams: [cogent, arelion]}
                comcast: {}
              regions:
                sin: {providers: [acme-sg], hosts: [sin-edge1]}
                sjc: {providers: [arelion]}
            vantages:
              sjc: {region: sjc, bind: 10.81.1.2}
              sin: {region: sin, bind: 10.81.1.4}
            offNet:
              office: {access: [comcast], bind: 10.81.1.3}
            targets:
              sin-edge1:
                kind: stamp
                region: sin
                host: sin-edge1
                address: "10.81.2.2:862"
                via: [arelion, cogent, acme-sg]
              sin-gw:
                kind: wireguard
                region: sin
                host: sin-edge1
                address: 10.81.2.2:51820
                publicKey: KEY
                presharedKey: ${file:psk}
                privateKeys: {sjc: "${file:sjc.key}", office: "${file:office.key}"}
                via: {sjc: [arelion, acme-sg], office: [comcast, cogent, acme-sg]}
              machines-sin:
                kind: machineCreate
                region: sin
                api: https://api.machines.dev/v1
                app: picket-probes
                token: "${env:FLY_TOKEN}"
                image: registry/image@sha256:00
            probes:
              stamp: {every: 1s, packets: 10, timeout: 500ms, flows: 2}
            detector: {tick: 1s, falsePagesPerYear: 2, warmUp: 60s}
            pages:
              pagerduty: {routingKey: "${env:PD_KEY}"}
            storage: {file: data/picket.db}
            """.replace("KEY\n", KEY + "\n");

    private static Reading read(String text) {
        return SettingsReader.read("picket.yaml", text, SECRETS, Path.of("/etc/picket"));
    }

    private static Settings valid(String text) {
        return switch (read(text)) {
            case Reading.Valid(Settings settings) -> settings;
            case Reading.Invalid(List<Problem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }

    private static List<String> problems(String text) {
        return switch (read(text)) {
            case Reading.Valid _ -> List.of();
            case Reading.Invalid(List<Problem> problems) ->
                problems.stream().map(Problem::text).toList();
        };
    }

    @Test
    void readsEveryBlockOfAGoodFile() {
        Settings settings = valid(GOOD);

        assertThat(settings.vantages()).containsOnlyKeys("office", "sin", "sjc");
        assertThat(settings.targets()).containsOnlyKeys("machines-sin", "sin-edge1", "sin-gw");
        assertThat(settings.probes().stamp()).isEqualTo(
                new Settings.Stamp(Duration.ofSeconds(1), 10, Duration.ofMillis(500), 2));
        assertThat(settings.probes().every(ProbeKind.WIREGUARD)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.detector()).isEqualTo(
                new Settings.Detection(Duration.ofSeconds(1), 2, Duration.ofSeconds(60)));
        assertThat(settings.pages().pagerDuty().orElseThrow().routingKey().reveal())
                .isEqualTo("routing-canary");
        assertThat(settings.storage().file()).hasToString("/etc/picket/data/picket.db");
        assertThat(settings.toString()).doesNotContain("canary").doesNotContain(OTHER_KEY);
    }

    @Test
    void watchesEveryTargetFromEveryVantageButTheOwnRegionsNetwork() {
        Topology topology = valid(GOOD).topology();

        assertThat(topology.routes()).extracting(route -> route.path().key()).containsExactly(
                "office>machines-sin/machineCreate", "office>sin-edge1/stamp",
                "office>sin-gw/wireguard", "sin>machines-sin/machineCreate",
                "sjc>machines-sin/machineCreate", "sjc>sin-edge1/stamp", "sjc>sin-gw/wireguard");
        Component cogentInSin = new Component.ProviderAtRegion("cogent", "sin");
        assertThat(topology.routes()).filteredOn(route -> route.crosses(cogentInSin))
                .extracting(route -> route.path().key()).containsExactly("office>sin-edge1/stamp",
                        "office>sin-gw/wireguard", "sjc>sin-edge1/stamp");
    }

    @Test
    void whereNoChainIsNamedTheOneThatTracesSawCounts() {
        String text = GOOD + "tracing: {asnPrefixes: rib.txt, every: 5m}\n";
        Settings settings = valid(text);
        SeenVia seen = SeenVia.NONE.with("sjc", "sin-edge1", List.of("arelion", "cogent"))
                .with("sjc", "sin-gw", List.of("arelion"));

        assertThat(settings.tracing().asnPrefixes().orElseThrow()).hasFileName("rib.txt");
        assertThat(settings.tracing().every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.topology(SeenVia.NONE).routes())
                .isEqualTo(settings.topology().routes());
        // Both targets of the file name their chains.
        assertThat(settings.topology(seen).routes()).isEqualTo(settings.topology().routes());
        Settings unknown = valid(text.replaceAll("\n +via: [^\n]*", ""));
        assertThat(unknown.topology(seen).routes().stream()
                .filter(route -> route.path().key().equals("sjc>sin-edge1/stamp")).findFirst()
                .orElseThrow().crossings())
                .containsEntry(new Component.Provider("cogent"), 1.0)
                .containsEntry(Component.Link.between("arelion", "cogent"), 1.0);
    }

    @Test
    void acceptsJsonAsYaml() {
        Settings settings = valid("""
                {"network": {"providers": {"arelion": {"asn": 1299}},
                             "regions": {"sjc": {"providers": ["arelion"]},
                                         "sin": {"providers": ["arelion"]}}},
                 "vantages": {"sjc": {"region": "sjc", "bind": "127.0.0.1"}},
                 "targets": {"sin": {"kind": "stamp", "region": "sin",
                                     "address": "[::1]:862"}}}
                """);

        assertThat(settings.topology().routes()).hasSize(1);
    }

    @Test
    void listsEveryProblemAtOnceWithPlaceAndNearestName() {
        String text = """
                network:
                  providers: {cogent: {asn: -3}, acme-sg: {upstreams: [cogant]}}
                  regions: {sin: {providers: [acme-sg], hosts: [sin-edge1]}, sjc: {}}
                vantages:
                  sjc: {region: sjk, bind: ten}
                targets:
                  a: {kind: stmp, region: sin}
                  b: {kind: stamp, region: sin, host: sin-edge2, address: "10.0.0.1:99999",
                      via: [acme_sg]}
                  b: {kind: stamp, region: sin, address: "10.0.0.1:1"}
                probes: {stamp: {every: 10 parsecs, packets: 0}}
                web: {listen: "0.0.0.0:8080"}
                detectr: {}
                """;

        assertThat(problems(text)).containsExactly(
                "picket.yaml:2:29: network.providers.cogent.asn: expected a whole number from 1 to"
                        + " 4294967295, got `-3`",
                "picket.yaml:2:56: network.providers.acme-sg.upstreams: unknown provider `cogant`,"
                        + " did you mean `cogent`?",
                "picket.yaml:3:67: network.regions.sjc: the key `providers` is missing",
                "picket.yaml:5:17: vantages.sjc.region: unknown region `sjk`, did you mean `sjc`?",
                "picket.yaml:5:28: vantages.sjc.bind: expected a numeric address such as"
                        + " 10.81.1.2, got `ten`",
                "picket.yaml:7:13: targets.a.kind: unknown kind `stmp`, did you mean `stamp`?",
                "picket.yaml:8:39: targets.b.host: unknown host of region sin `sin-edge2`, did you"
                        + " mean `sin-edge1`?",
                "picket.yaml:8:59: targets.b.address: expected a numeric address with port such as"
                        + " 10.81.2.2:862 or [2001:db8::2]:862, got `10.0.0.1:99999`",
                "picket.yaml:9:13: targets.b.via: unknown provider `acme_sg`, did you mean"
                        + " `acme-sg`?",
                "picket.yaml:10:3: targets.b: the key is given twice",
                "picket.yaml:11:25: probes.stamp.every: expected a duration such as 10s, 200ms or"
                        + " 2h, at least 100ms, got `10 parsecs`",
                "picket.yaml:11:46: probes.stamp.packets: expected a whole number from 1 to 64,"
                        + " got `0`",
                "picket.yaml:12:15: web.listen: this version has no sign-in and listens on loopback"
                        + " only; expected 127.0.0.1:PORT or [::1]:PORT, with a proxy in front of"
                        + " it for others",
                "picket.yaml:13:1: unknown key `detectr` in the file, did you mean `detector`?");
    }

    @Test
    void refusesAPrivateKeySharedByTwoVantagesWithTheReason() {
        String text = GOOD.replace("${file:office.key}", "${file:sjc.key}");

        assertThat(problems(text)).singleElement().asString()
                .contains("targets.sin-gw.privateKeys.office: vantages sjc and office share a"
                        + " private key; a gateway knows one endpoint")
                .doesNotContain(KEY);
    }

    @Test
    void demandsAPrivateKeyForEachVantageThatProbesTheGateway() {
        String text = GOOD.replace(", office: \"${file:office.key}\"", "");

        assertThat(problems(text)).containsExactly("picket.yaml:29:18: targets.sin-gw.privateKeys:"
                + " no private key for office; expected one for each vantage that probes the"
                + " target");
    }

    @Test
    void namesUnresolvedSecretsAndNeverPrintsOne() {
        String text = GOOD.replace("${env:FLY_TOKEN}", "literal-canary")
                .replace("${env:PD_KEY}", "${env:PD_KEYS}")
                .replace("${file:office.key}", "${file:short.key}")
                .replace("${file:psk}", "${file:gone}");

        assertThat(problems(text)).hasSize(4).noneMatch(problem -> problem.contains("canary"))
                .anyMatch(problem -> problem.endsWith(
                        "pages.pagerduty.routingKey: the environment variable PD_KEYS is not set"))
                .anyMatch(problem -> problem.endsWith(
                        "presharedKey: the file gone is missing, unreadable or empty"));
    }

    @Test
    void readsTheKeyOfAStampTarget() {
        String stamp = "    kind: stamp\n";
        String measured = stamp + "    directMeasurement: true\n    key: ";
        Settings settings = valid(GOOD.replace(stamp, measured + "\"${file:psk}\"\n"));

        assertThat(settings.targets().get("sin-edge1")).isInstanceOfSatisfying(
                TargetSettings.Stamp.class, target -> {
                    assertThat(target.directMeasurement()).isTrue();
                    assertThat(target.key()).isPresent();
                });
        assertThat(problems(GOOD.replace(stamp, measured + "\"${file:short.key}\"\n")))
                .singleElement().asString().endsWith("targets.sin-edge1.key: the secret is not a"
                        + " key: expected 16 to 64 bytes in base64");
    }

    @Test
    void aPingTargetIsAnAddressWithoutAPort() {
        String ping = "targets:\n  sin-ping: {kind: icmp, region: sin, address: ";
        Settings settings = valid(GOOD.replace("targets:\n", ping + "10.81.2.2}\n"));

        assertThat(settings.targets().get("sin-ping")).isInstanceOfSatisfying(
                TargetSettings.Icmp.class, target -> assertThat(target.address())
                        .isEqualTo(InetAddress.ofLiteral("10.81.2.2")));
        assertThat(problems(GOOD.replace("targets:\n", ping + "\"10.81.2.2:7\"}\n")))
                .singleElement().asString()
                .contains("targets.sin-ping.address: expected a numeric address such as");
    }

    @Test
    void refusesAWebhookSecretOfAnotherForm() {
        String text = GOOD.replace("pages:\n",
                "pages:\n  webhook: {url: \"https://hook.example/\", secret: \"${env:PD_KEY}\"}\n");

        assertThat(problems(text)).singleElement().asString()
                .endsWith("pages.webhook.secret: the secret is not a webhook secret: expected"
                        + " whsec_ and the base64 of 24 to 64 bytes");
    }

    @Test
    void saysWhereTheTextIsNotYaml() {
        assertThat(problems("network: {providers: [")).singleElement().asString()
                .startsWith("picket.yaml:1:23: not YAML: ");
        assertThat(problems("")).contains(
                "picket.yaml:1:1: the file is empty; expected a map of settings");
        assertThat(problems("- a")).singleElement().asString()
                .isEqualTo("picket.yaml:1:1: the file: expected a map, got a list");
    }
}
