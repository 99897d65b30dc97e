package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandTest {

    private static final String BAD = """
            network:
              providers:
                cogent: {asn: 174}
                arelion: {ans: 1299}
              regions:
                sin: {providers: [cogant], hosts: [sin-edge1]}
            vantages:
              sjc: {region: sjc, bind: 10.81.1.2}
            targets:
              sin-edge1: {kind: stmap, region: sin, address: "10.81.2.2:862"}
              sin-gw: {kind: stamp, region: sin, address: "10.81.2.2:99999", via: [cogent]}
            probes:
              stamp: {every: 10 parsecs}
            detecter: {tick: 1s}
            """;

    private static final String PROBLEMS = """
            bad.yaml:4:15: unknown key `ans` in network.providers.arelion, did you mean `asn`?
            bad.yaml:6:23: network.regions.sin.providers: unknown provider `cogant`, \
            did you mean `cogent`?
            bad.yaml:8:17: vantages.sjc.region: unknown region `sjc`; expected one of: sin
            bad.yaml:10:21: targets.sin-edge1.kind: unknown kind `stmap`, did you mean `stamp`?
            bad.yaml:11:47: targets.sin-gw.address: expected a numeric address with port such as \
            10.81.2.2:862 or [2001:db8::2]:862, got `10.81.2.2:99999`
            bad.yaml:13:18: probes.stamp.every: expected a duration such as 10s, 200ms or 2h, \
            at least 100ms, got `10 parsecs`
            bad.yaml:14:1: unknown key `detecter` in the file, did you mean `detector`?
            7 problems; nothing was started
            """;

    private static final String COVERAGE = """
            good: 3 paths from 2 vantages to 2 targets
              stamp: 3 paths, a round every 10.0 s
            not watched:
              provider gtt: no path crosses it
              host sin-w1: no path reaches it
              region sjc: no stamp probe
              no region has a probe of kind icmp, wireguard, tcp, http, dns, machineCreate
            no probe separates:
              stamp: arelion in fra / region fra
              stamp: host sin-edge1 / cogent in sin / region sin
              stamp: arelion in sjc / region sjc / vantage sjc
            """;

    private static final String GOOD = """
            network:
              providers:
                cogent: {asn: 174}
                arelion: {asn: 1299}
                gtt: {}
              regions:
                sin: {providers: [cogent], hosts: [sin-edge1, sin-w1]}
                fra: {providers: [arelion]}
                sjc: {providers: [arelion]}
            vantages:
              sjc: {region: sjc, bind: 127.0.0.1}
              fra: {region: fra, bind: 127.0.0.2}
            targets:
              sin-edge1: {kind: stamp, region: sin, host: sin-edge1, address: "127.0.0.9:862",
                via: [arelion, cogent]}
              fra-edge1: {kind: stamp, region: fra, address: "127.0.0.8:862", via: [arelion]}
            datagrams: {receiveBuffer: 8192}
            """;

    @Test
    void everyProblemIsListedAtOnceWithItsPlaceAndNothingIsStarted(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), BAD);

        Spoken spoken = Spoken.of("config", "check", file.toString());

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.out()).isEmpty();
        assertThat(spoken.err().replace(file.toString(), "bad.yaml")).isEqualTo(PROBLEMS);
    }

    @Test
    void problemsAsJsonAreOneDocument(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), BAD);

        Spoken spoken = Spoken.of("config", "check", file.toString(), "--json");

        JsonNode document = Json.mapper().readTree(spoken.out());
        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).isEmpty();
        assertThat(document.path("good").asBoolean(true)).isFalse();
        assertThat(document.path("problems").path(0).path("line").asInt()).isEqualTo(4);
    }

    @Test
    void aMissingFileIsAProblemOfItsOwn(@TempDir Path folder) {
        Spoken spoken = Spoken.of("config", "check", folder.resolve("no.yaml").toString());

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).contains("no.yaml:1:1: there is no such file");
    }

    @Test
    void aGoodFileSaysWhatIsWatchedAndWhatIsNot(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);

        Spoken spoken = Spoken.of("config", "check", file.toString());

        assertThat(spoken.exitCode()).isZero();
        assertThat(spoken.err()).isEmpty();
        assertThat(spoken.out()).startsWith(COVERAGE);
        assertThat(spoken.out()).endsWith("pages: nobody is paged, `pages` names no receiver\n");
    }

    @Test
    void aPrefixTableThatIsNoneIsAProblemOfTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rib.txt"), "10.0.0.0/8 64500\n10.0.0.0 AS1\n");
        Path file = Files.writeString(folder.resolve("good.yaml"),
                GOOD + "tracing: {asnPrefixes: rib.txt}\n");

        Spoken spoken = Spoken.of("config", "check", file.toString());

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).contains("tracing.asnPrefixes: ", "rib.txt: line 2: ",
                "nothing was started");

        Files.writeString(folder.resolve("rib.txt"), "10.0.0.0/8 64500\n");
        assertThat(Spoken.of("config", "check", file.toString()).out()).contains(
                "traced every 600.0 s; traces have seen the providers of 0 paths");
    }

    @Test
    void coverageAsJsonIsOneDocument(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);

        Spoken spoken = Spoken.of("config", "check", file.toString(), "--json");

        JsonNode document = Json.mapper().readTree(spoken.out());
        assertThat(spoken.exitCode()).isZero();
        assertThat(document.path("paths").path("stamp").asInt()).isEqualTo(3);
        assertThat(document.path("notWatched").toString()).contains("gtt");
    }
}
