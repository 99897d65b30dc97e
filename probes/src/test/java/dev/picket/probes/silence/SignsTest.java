package dev.picket.probes.silence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.topology.ProbeKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignsTest {

    @ParameterizedTest
    @CsvSource({"BY_WEBSOCKET, WG_WS_NO_REPLY, PARTLY", "BY_WEBSOCKET, CONNECT_SILENT, SILENT",
            "BY_WEBSOCKET, CONNECT_REFUSED, REFUSED", "BY_WEBSOCKET, WG_WS_UPGRADE_REFUSED,",
            "BY_UDP, WG_NO_HANDSHAKE_REPLY, SILENT", "BY_UDP, PORT_UNREACHABLE, REFUSED",
            "OTHER_GATEWAY, WG_COOKIE_ONLY, GOOD", "OTHER_KEY, WG_COOKIE_ONLY,",
            "OTHER_KEY, WG_WS_NO_REPLY, SILENT", "TCP_443, CONNECT_UNREACHABLE, SILENT",
            "TCP_443, CONNECT_REFUSED, REFUSED", "UDP_PORT, PORT_UNREACHABLE,"})
    void aFailureIsWhatItSaysOfTheWitness(Witness witness, FailureCode code, Sign sign) {
        assertThat(Signs.of(witness, Runs.failed(ProbeKind.WIREGUARD, code)))
                .isEqualTo(Optional.ofNullable(sign));
    }

    @Test
    void aHandshakeThatWasAnsweredIsGoodWhateverFailedInTheTunnel() {
        assertThat(Signs.of(Witness.OTHER_KEY,
                Runs.failed(FailureCode.WG_TUNNEL_DNS_SILENT, "response"))).contains(Sign.GOOD);
        assertThat(Signs.of(Witness.OTHER_KEY,
                Runs.failed(FailureCode.WG_PEER_NOT_CONFIRMED, "peer-initiates")))
                .contains(Sign.GOOD);
        assertThat(Signs.ofRun(Runs.failed(FailureCode.PORT_UNREACHABLE, "response"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12, GOOD", "10, GOOD", "9, PARTLY", "1, PARTLY", "0, SILENT"})
    void aBurstIsLossyFromAQuarterOn(int received, Sign sign) {
        assertThat(Signs.of(Witness.ICMP_ECHO, Runs.burst(12, received))).contains(sign);
    }

    @Test
    void aBurstThatARouterRefusesIsNotSilent() {
        assertThat(Signs.of(Witness.ICMP_ECHO,
                Runs.burst(12, 0, FailureCode.HOST_UNREACHABLE))).contains(Sign.REFUSED);
    }

    @Test
    void whatOurOwnFaultSpoiledSaysNothing() {
        for (Witness witness : Witness.values()) {
            assertThat(Signs.of(witness, Runs.couldNotTell())).isEmpty();
        }
        assertThat(Signs.ofRun(Runs.couldNotTell())).isEmpty();
    }

    @Test
    void aSilentRunIsItsOwnFirstWitness() {
        assertThat(own(FailureCode.WG_NO_HANDSHAKE_REPLY)).isEqualTo(
                Map.of(Witness.UDP_PORT, Sign.SILENT, Witness.COOKIES, Sign.GOOD));
        assertThat(own(FailureCode.WG_WS_NO_REPLY)).isEqualTo(
                Map.of(Witness.WEBSOCKET_PORT, Sign.GOOD, Witness.COOKIES, Sign.GOOD));
        assertThat(own(FailureCode.WG_COOKIE_ONLY))
                .isEqualTo(Map.of(Witness.COOKIES, Sign.PARTLY));
        assertThat(Signs.ofRun(Runs.failed(ProbeKind.TCP, FailureCode.CONNECT_SILENT))).isEmpty();
        assertThat(Signs.ofRun(Runs.failed(ProbeKind.WIREGUARD, FailureCode.WG_REPLY_INVALID)))
                .isEmpty();
    }

    private static Map<Witness, Sign> own(FailureCode code) {
        return Signs.ofRun(Runs.failed(ProbeKind.WIREGUARD, code)).orElseThrow().signs();
    }
}
