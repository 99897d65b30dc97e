package dev.picket.simulation.bench.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.probes.wireguard.Crypto;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The measurements in short. What is asked for here does not depend on how busy the machine is;
/// the figures that do are those of `bench wireguard`.
class WireGuardBenchTest {

    @Test
    void everyLibraryMakesWholeHandshakes() {
        // A handshake that is not good ends the sample.
        assertThat(new HandshakeCost(Crypto.bouncyCastle()).perSecond(50)).isPositive();
        assertThat(new HandshakeCost(Crypto.conscrypt().orElseThrow()).perSecond(50)).isPositive();
    }

    @Test
    void handshakesOverLoopbackBlameNobody() throws Exception {
        LoopbackHandshakes.Outcomes outcomes = new LoopbackHandshakes(50)
                .measure(Duration.ofSeconds(1), Duration.ofSeconds(2));

        assertThat(outcomes.good()).isPositive();
        assertThat(outcomes.failed()).isZero();
        assertThat(outcomes.told()).isGreaterThanOrEqualTo(outcomes.good());
        assertThat(outcomes.gatewayNanos()).isPositive();
        assertThat(outcomes.proberNanos()).isPositive();
    }
}
