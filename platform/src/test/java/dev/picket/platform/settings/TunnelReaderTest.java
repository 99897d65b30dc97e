package dev.picket.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TunnelReaderTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final SecretSource SECRETS = new SecretSource() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.of(name.equals("A") ? KEY : "AQ" + KEY.substring(2));
        }

        @Override
        public Optional<String> file(String path) {
            return Optional.empty();
        }
    };
    private static final String HEAD = """
            network:
              providers: {arelion: {}}
              regions: {sin: {providers: [arelion]}, sjc: {providers: [arelion]},
                        fra: {providers: [arelion]}}
            vantages:
              sjc: {region: sjc, bind: 10.81.1.2}
              fra: {region: fra, bind: 10.81.1.3}
              sin: {region: sin, bind: 10.81.1.4}
            targets:
              sin-gw:
                kind: wireguard
                region: sin
                address: "203.0.113.9:51820"
                publicKey: %s
                privateKeys: {sjc: "${env:A}", fra: "${env:B}"}
            """.formatted(KEY);

    private static Reading read(String tunnel) {
        return SettingsReader.read("picket.yaml", HEAD + tunnel.indent(4), SECRETS,
                Path.of("/x"));
    }

    private static Inet6Address six(String text) {
        return (Inet6Address) InetAddress.ofLiteral(text);
    }

    @Test
    void everyVantageThatProbesTheGatewayHasItsAddress() {
        Reading reading = read("tunnel: {addresses: {sjc: fdaa:0:1::10, fra: fdaa:0:1::11},"
                + " gateway: fdaa:0:1::3}\ntransports: [udp, websocket]");

        assertThat(((Reading.Valid) reading).settings().targets().values())
                .hasSize(2).allSatisfy(target -> assertThat(
                        ((TargetSettings.WireGuard) target).tunnel())
                        .contains(TunnelSettings.of(Map.of("sjc", six("fdaa:0:1::10"), "fra",
                                six("fdaa:0:1::11")), six("fdaa:0:1::3"))));
    }

    @Test
    void whatIsBehindTheGatewayMayBeOtherThanUsual() {
        Reading reading = read("""
                tunnel:
                  addresses: {sjc: fdaa::10, fra: fdaa::11}
                  gateway: fdaa::3
                  resolver: fdaa::53
                  name: api.example
                  http: {port: 80, status: 200}
                  upTo: dns-tcp
                """);

        TargetSettings target = ((Reading.Valid) reading).settings().targets().values()
                .iterator().next();
        assertThat(((TargetSettings.WireGuard) target).tunnel())
                .contains(new TunnelSettings(Map.of("sjc", six("fdaa::10"), "fra",
                        six("fdaa::11")), six("fdaa::3"),
                        new TunnelSettings.Service(six("fdaa::53"), "api.example", 80, 200),
                        TunnelStage.DNS_TCP));
    }

    @Test
    void withoutTheBlockThereIsNone() {
        TargetSettings target = ((Reading.Valid) read("")).settings().targets().values()
                .iterator().next();

        assertThat(((TargetSettings.WireGuard) target).tunnel()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{addresses: {sjc: 'fdaa::10'}, gateway: 'fdaa::3'}"
                    + "|no address for fra; expected one for each vantage that probes",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::10'}, gateway: 'fdaa::3'}"
                    + "|vantages sjc and fra share an address in the tunnel",
            "{addresses: {sjc: 'fdaa::10', fra: 10.0.0.1}, gateway: 'fdaa::3'}"
                    + "|expected an IPv6 address such as fdaa:0:1::3, without a length",
            "{addresses: {sjc: 'fdaa::10/128', fra: 'fdaa::11'}, gateway: 'fdaa::3'}"
                    + "|without a length, got `fdaa::10/128`",
            "{addresses: {sjc: 'fdaa::10', fra: '127.0.0.1'}, gateway: 'fdaa::3'}"
                    + "|got `127.0.0.1`",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11'}, gateway: 'ff02::1'}"
                    + "|got `ff02::1`",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11'}, gateway: 'fdaa::11'}"
                    + "|a vantage has this address in the tunnel",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11', frb: 'fdaa::12'}, gateway: 'fdaa::3'}"
                    + "|unknown vantage `frb`, did you mean `fra`",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11'}}|the key `gateway` is missing",
            "{gateway: 'fdaa::3'}|the key `addresses` is missing",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11'}, gateway: 'fdaa::3', gatway: 1}"
                    + "|unknown key `gatway`",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11'}, gateway: 'fdaa::3', upTo: htp}"
                    + "|unknown stage `htp`, did you mean `http`",
            "{addresses: {sjc: 'fdaa::10', fra: 'fdaa::11'}, gateway: 'fdaa::3',"
                    + " http: {status: 700}}|expected a whole number from 100 to 599"})
    void problemsSayWhatIsExpected(String tunnel, String problem) {
        List<Problem> problems = ((Reading.Invalid) read("tunnel: " + tunnel)).problems();

        assertThat(problems).anySatisfy(found -> assertThat(found.message())
                .contains("targets.sin-gw.tunnel", problem));
    }
}
