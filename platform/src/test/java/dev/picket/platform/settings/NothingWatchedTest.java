package dev.picket.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.settings.SettingsReader.Reading;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class NothingWatchedTest {

    private static Reading read(String regionOfTarget) {
        return SettingsReader.read("picket.yaml", """
                network: {providers: {a: {asn: 1}}, regions: {r: {providers: [a]}, \
                s: {providers: [a]}}}
                vantages: {v: {region: r, bind: 127.0.0.1}}
                targets: {t: {kind: icmp, region: %s, address: 127.0.0.1}}
                """.formatted(regionOfTarget), SecretSource.system(Path.of(".")), Path.of("."));
    }

    @Test
    void settingsThatWatchNothingAreNotGood() {
        assertThat(read("r")).isInstanceOfSatisfying(Reading.Invalid.class,
                invalid -> assertThat(invalid.problems()).extracting(Problem::text)
                        .containsExactly("picket.yaml:3:10: targets: no vantage probes any of "
                                + "them, each stands in its own region; expected a target or a "
                                + "vantage in another region"));
        assertThat(read("s")).isInstanceOf(Reading.Valid.class);
    }
}
