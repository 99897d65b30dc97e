package dev.picket.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StartsPerSecondTest {

    /// Two vantages outside probe one target each 100 ms and another each second: 22 a second.
    private static final String TEXT = """
            network:
              providers: {comcast: {}}
              regions: {sin: {providers: [comcast]}}
            offNet:
              office: {access: [comcast], bind: 127.0.0.1}
              home: {access: [comcast], bind: 127.0.0.1}
            targets:
              edge: {kind: stamp, region: sin, address: "203.0.113.9:862"}
              web: {kind: tcp, region: sin, address: "web.example.net:443"}
            probes:
              stamp: {every: 100ms}
              tcp: {every: 1s}
              startsPerSecondMax: LIMIT
            """;

    private static Reading read(String limit) {
        return SettingsReader.read("picket.yaml", TEXT.replace("LIMIT", limit),
                SecretSource.system(Path.of(".")), Path.of("."));
    }

    @Test
    void asManyRunsAsAreDueMayBegin() {
        assertThat(read("22")).isInstanceOfSatisfying(Reading.Valid.class, valid -> {
            assertThat(valid.settings().startsPerSecond()).isEqualTo(22);
            assertThat(valid.settings().probes().startsPerSecondMax()).isEqualTo(22);
        });
    }

    @Test
    void aScheduleBeyondItsOwnLimitIsAProblem() {
        assertThat(read("21")).isInstanceOfSatisfying(Reading.Invalid.class,
                invalid -> assertThat(invalid.problems()).extracting(Problem::text)
                        .containsExactly("picket.yaml:11:3: probes: 22 runs a second are due, and"
                                + " at most 21 may begin; raise `startsPerSecondMax` or a kind's"
                                + " `every`"));
    }

    @Test
    void itIsAWholeNumberFromOneOn() {
        assertThat(read("0")).isInstanceOfSatisfying(Reading.Invalid.class,
                invalid -> assertThat(invalid.problems()).extracting(Problem::text)
                        .first().asString().contains("startsPerSecondMax"));
        assertThat(List.of(read("1000001"), read("many")))
                .allMatch(Reading.Invalid.class::isInstance);
    }
}
