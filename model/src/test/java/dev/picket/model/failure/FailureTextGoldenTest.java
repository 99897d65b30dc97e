package dev.picket.model.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.StageTiming;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FailureTextGoldenTest {
    @Test
    void rendersAHandshakeWithoutReplyInThreeLines() {
        ProbeFailure failure = new ProbeFailure(FailureCode.WG_NO_HANDSHAKE_REPLY,
                "WireGuard handshake", 3, 5, "fra1 (203.0.113.9:51820/udp)", "sjc",
                5_000_000_000L, 5_000_000_000L, "2 initiations sent, 0 replies",
                List.of(new StageTiming("socket", 12_000), new StageTiming("send", 1_500_000)),
                List.of("sjc to fra by STAMP"),
                Optional.of(new ProbeFailure.LikelyCause("loss at cogent in fra", 0.8,
                        "6 of 7 paths through it fail")),
                "01J");

        assertThat(FailureText.full(failure)).isEqualTo(
                """
                        WireGuard handshake failed at stage 3/5 (handshake reply) against fra1 \
                        (203.0.113.9:51820/udp) from sjc after 5.0 s of 5.0 s: 2 initiations \
                        sent, 0 replies.
                        Passed: socket (12 µs), send (1.5 ms). Still works: sjc to fra by STAMP. \
                        Likely \
                        cause: loss at cogent in fra (0.80; 6 of 7 paths through it fail).
                        Next: compare with another gateway from the same vantage. Code \
                        WG_NO_HANDSHAKE_REPLY, ref 01J.""");
    }
}
