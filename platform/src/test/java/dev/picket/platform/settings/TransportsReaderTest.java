package dev.picket.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.PathClass;
import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransportsReaderTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final SecretSource SECRETS = new SecretSource() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.of(KEY);
        }

        @Override
        public Optional<String> file(String path) {
            return Optional.of("pem");
        }
    };
    private static final String HEAD = """
            network:
              providers: {arelion: {}}
              regions:
                sin: {providers: [arelion], hosts: [sin-gw1]}
                sjc: {providers: [arelion]}
            vantages:
              sjc: {region: sjc, bind: 10.81.1.2}
            targets:
              sin-gw:
                kind: wireguard
                region: sin
                host: sin-gw1
                address: "203.0.113.9:51820"
                publicKey: %s
                privateKeys: {sjc: "${env:KEY}"}
            """.formatted(KEY);

    private static Reading read(String more) {
        return SettingsReader.read("picket.yaml", HEAD + more.indent(4), SECRETS,
                Path.of("/x"));
    }

    private static TargetSettings.WireGuard gateway(Reading reading, String name) {
        return Optional.ofNullable(((Reading.Valid) reading).settings().targets().get(name))
                .map(TargetSettings.WireGuard.class::cast).orElseThrow();
    }

    @Test
    void whereNothingIsSaidItIsUdpAndNoDoor() {
        TargetSettings.WireGuard gateway = gateway(read(""), "sin-gw");

        assertThat(gateway.transport()).isEqualTo(new WireGuardTransport.Udp());
        assertThat(gateway.target().door()).isEmpty();
    }

    @Test
    void twoTransportsAreTwoDoorsToOnePlace() {
        Reading reading = read("transports: [udp, websocket]");
        TargetSettings.WireGuard udp = gateway(reading, "sin-gw");
        TargetSettings.WireGuard webSocket = gateway(reading, "sin-gw-websocket");

        assertThat(udp.target().door()).contains(PathClass.UDP);
        assertThat(webSocket.target().door()).contains(PathClass.WEBSOCKET);
        assertThat(udp.target().isOtherDoorOf(webSocket.target())).isTrue();
        assertThat(webSocket.privateKeys()).isEqualTo(udp.privateKeys());
        assertThat(webSocket.transport()).isEqualTo(
                WireGuardTransport.WebSocket.at(new Endpoint("203.0.113.9", 443)));
        assertThat(webSocket.isOf("sin-gw", "websocket")).isTrue();
        assertThat(webSocket.isOf("sin-gw", "udp")).isFalse();
        assertThat(udp.isOf("sin-gw", "udp")).isTrue();
        assertThat(((Reading.Valid) reading).settings().topology().targets()).hasSize(2);
    }

    @Test
    void aWebSocketAloneKeepsTheNameAndMayBeElsewhere() {
        TargetSettings.WireGuard gateway = gateway(read("""
                transports: [websocket]
                websocket: {endpoint: "gw.example.net:8443", verify: true, ca: "${file:ca.pem}",
                            resolver: "203.0.113.53:53", budgets: {tls: 1s}}
                """), "sin-gw");

        assertThat(gateway.transport()).isInstanceOfSatisfying(WireGuardTransport.WebSocket.class,
                by -> {
                    assertThat(by.endpoint()).isEqualTo(new Endpoint("gw.example.net", 8443));
                    assertThat(by.verify()).isTrue();
                    assertThat(by.authorities()).isPresent();
                    assertThat(by.resolver()).isPresent();
                    assertThat(by.budgets().tls()).hasSeconds(1);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transports: [websockets]      | 16:18 | unknown transport `websockets`, did you mean
            transports: []                | 16:17 | expected udp, websocket or both
            transports: [udp, udp]        | 16:23 | `udp` stands here twice
            transports: udp               | 16:17 | expected a list
            websocket: {verify: true}     | 16:16 | describes a transport that is not probed
            transports: [websocket]; websocket: {verfy: true} | 17:17 | unknown key `verfy`
            transports: [udp, websocket]; door: edge | 17:11 | target are its transports
            transports: [websocket]; websocket: {endpoint: gw} | 17:27 | name or address with port
            """)
    void problemsAreToldWithTheirPlace(String text, String place, String message) {
        List<Problem> problems = ((Reading.Invalid) read(text.replace("; ", "\n"))).problems();

        assertThat(problems.getFirst().text()).startsWith("picket.yaml:" + place + ": ")
                .contains(message);
    }

    @Test
    void aWebSocketTakesNoOtherTargetsName() {
        Reading clash = SettingsReader.read("picket.yaml", HEAD + """
                    transports: [udp, websocket]
                  sin-gw-websocket: {kind: icmp, region: sin, address: 203.0.113.9}
                """, SECRETS, Path.of("/x"));

        assertThat(((Reading.Invalid) clash).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.text()).startsWith("picket.yaml:17:21: ")
                        .contains("both named `sin-gw-websocket`"));
    }
}
