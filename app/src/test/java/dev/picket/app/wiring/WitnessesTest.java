package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.SettingsReader;
import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.silence.SilenceBook.Called;
import dev.picket.probes.silence.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessesTest {

    private static final long WAIT_SECONDS_MAX = 20;
    private static final String YAML = """
            network:
              providers: {north: {asn: 64501}}
              regions: {fra: {providers: [north]}, sjc: {providers: [north]}}
            vantages: {sjc: {region: sjc, bind: 127.0.0.1}}
            targets:
              gw: {kind: wireguard, region: fra, address: "127.0.0.1:9", publicKey: GATEWAY,
                privateKeys: {sjc: "${file:first.key}"}, transports: [udp, websocket],
                via: [north]}
              gw-key: {kind: wireguard, region: fra, address: "127.0.0.1:9",
                publicKey: GATEWAY, privateKeys: {sjc: "${file:second.key}"}, via: [north]}
              other: {kind: wireguard, region: fra, address: "127.0.0.2:9",
                publicKey: OTHER, privateKeys: {sjc: "${file:first.key}"}, via: [north]}
              echo: {kind: icmp, region: fra, address: 127.0.0.1, via: [north]}
              far-echo: {kind: icmp, region: fra, address: 127.0.0.2, via: [north]}
              stamp: {kind: stamp, region: fra, address: "127.0.0.1:862", via: [north]}
              https: {kind: tcp, region: fra, address: "127.0.0.1:443", via: [north]}
            probes: {wireguard: {every: 1s, timeout: 200ms}}
            storage: {file: DATABASE}
            """
            .replace("GATEWAY", "YsmoHTZXojjNEC9+UutAh/MuKQiOI7wHPGB40K1/QnI=")
            .replace("OTHER", "b/VyeFGPXKccn1uFWLQD4KbAHG8faJxug2FuFgzlujQ=");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private java.nio.file.Path folder;

    @Test
    void whoSharesTheHostTheGatewayOrTheKeyIsAWitness() throws IOException {
        Map<Path, List<Called>> called = Witnesses.of(settings());

        assertThat(names(called, "gw")).containsExactlyInAnyOrderEntriesOf(Map.of(
                "gw-websocket", Witness.BY_WEBSOCKET, "gw-key", Witness.OTHER_KEY, "other",
                Witness.OTHER_GATEWAY, "echo", Witness.ICMP_ECHO, "stamp", Witness.DATAGRAMS));
        assertThat(names(called, "gw-websocket")).containsExactlyInAnyOrderEntriesOf(Map.of("gw",
                Witness.BY_UDP, "echo", Witness.ICMP_ECHO, "stamp", Witness.DATAGRAMS));
        assertThat(names(called, "gw-key")).containsEntry("https", Witness.TCP_443)
                .containsEntry("gw", Witness.OTHER_KEY).doesNotContainKey("gw-websocket");
        assertThat(names(called, "other")).containsOnlyKeys("far-echo", "gw", "gw-key");
    }

    @Test
    void aScheduledSilenceBearsItsCause() throws Exception {
        BlockingQueue<ProbeResult> failed = new ArrayBlockingQueue<>(100);
        try (Probing _ = Probing.start(settings(), SystemClock.system(),
                new ProberOutput(result -> {
                    if (result.path().target().equals("other")) {
                        failed.offer(result);
                    }
                }, _ -> {
                }))) {
            ProbeResult result = failed.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);

            assertThat(result).isNotNull();
            assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
                    seen -> assertThat(seen.failure().cause().orElseThrow().evidence())
                            .contains("the UDP port is refused"));
        }
    }

    private static Map<String, Witness> names(Map<Path, List<Called>> called, String silent) {
        return called.getOrDefault(new Path("sjc", silent, ProbeKind.WIREGUARD), List.of())
                .stream().collect(Collectors.toMap(one -> one.path().target(), Called::witness));
    }

    private Settings settings() throws IOException {
        Files.writeString(folder.resolve("first.key"),
                "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=");
        Files.writeString(folder.resolve("second.key"),
                "XasIfmJKilt54X+MQR/vEy7rB8sAyw2lNyk6mqlpkM8=");
        java.nio.file.Path file = folder.resolve("picket.yaml");
        Files.writeString(file,
                YAML.replace("DATABASE", folder.resolve("picket.db").toString()));
        Reading reading = SettingsReader.read(file);
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).settings();
    }
}
