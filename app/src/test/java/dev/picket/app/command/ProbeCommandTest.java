package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbeCommandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--packets=0 | --packets takes 1 to 10000, got 0",
            "--packets=10001 | --packets takes 1 to 10000, got 10001",
            "--timeout=0 | --timeout takes seconds from 0.001 to 3600.0, got 0.0",
            "--timeout=-1 | --timeout takes seconds from 0.001 to 3600.0, got -1.0",
            "--timeout=NaN | --timeout takes seconds from 0.001 to 3600.0, got NaN"})
    void aNumberOutOfRangeIsAWrongCommandLine(String option, String said) {
        Spoken spoken = Spoken.of("probe", "stamp", "127.0.0.1:1", option);

        assertThat(spoken.err()).isEqualTo("picket: " + said + "\n");
        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.out()).isEmpty();
    }

    @Test
    void anUnknownKindIsAnsweredWithAllKinds() {
        Spoken spoken = Spoken.of("probe", "gopher", "127.0.0.1:1");

        assertThat(spoken.err()).isEqualTo("picket: there is no probe kind 'gopher'; expected one"
                + " of: dns, http, icmp, machine, path, stamp, tcp, wireguard\n");
        assertThat(spoken.exitCode()).isEqualTo(2);
    }

    @Test
    void aKeyFileThatIsNotThereIsSaidToBeSo() {
        Spoken spoken = Spoken.of("probe", "wireguard", "127.0.0.1:1", "--private-key-file",
                "no.key", "--public-key", "x");

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err())
                .contains("cannot read --private-key-file no.key: there is no such file");
    }
}
