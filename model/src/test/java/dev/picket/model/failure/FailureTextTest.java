package dev.picket.model.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.StageTiming;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailureTextTest {
    /// Words that tell a reader nothing, and a time limit without its figure.
    private static final Pattern FORBIDDEN = Pattern.compile(
            "deadline exceeded|context cancel|Exception|null|unknown error|something went"
                    + "|time[ds]?[ -]?out(?! after [0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final int STAGES = 5;
    private static final int TERMINAL_LINES_MAX = 3;

    private static ProbeFailure failure(FailureCode code, int stage, boolean withContext) {
        return new ProbeFailure(code, "WireGuard handshake", stage, STAGES,
                "fra1 (203.0.113.9:51820/udp)", "sjc", 5_000_000_000L, 5_000_000_000L,
                withContext ? "2 initiations sent, 0 replies" : "",
                withContext ? List.of(new StageTiming("socket", 12_000)) : List.of(),
                withContext ? List.of("sjc to fra by STAMP") : List.of(),
                withContext
                        ? Optional.of(new ProbeFailure.LikelyCause("loss at cogent in sin", 0.8,
                                "6 of 7 paths through it fail"))
                        : Optional.empty(),
                "01J");
    }

    @ParameterizedTest
    @EnumSource
    void saysForEveryCodeAndStageWhatWasTriedWhereAndForHowLong(FailureCode code) {
        for (int stage = 1; stage <= STAGES; stage++) {
            for (boolean withContext : new boolean[]{false, true}) {
                ProbeFailure failure = failure(code, stage, withContext);
                String full = FailureText.full(failure);

                assertThat(full + FailureText.summary(failure)).doesNotContainPattern(FORBIDDEN);
                assertThat(full.lines()).hasSizeLessThanOrEqualTo(TERMINAL_LINES_MAX);
                assertThat(full).contains("stage " + stage + "/5", "fra1", "sjc",
                        "after 5.0 s of 5.0 s", "Next: ", "Code " + code.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysForEveryLocalFaultWhatToDo(LocalFaultCode code) {
        String text = new LocalFault(code, 3, "receive buffer 2304 B").text();

        assertThat(text).doesNotContainPattern(FORBIDDEN)
                .startsWith("Could not tell: " + code.meaning() + " (3 times, receive buffer")
                .endsWith("Code " + code.name() + ".");
    }
}
