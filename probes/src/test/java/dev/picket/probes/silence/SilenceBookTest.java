package dev.picket.probes.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure.LikelyCause;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.silence.SilenceBook.Called;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SilenceBookTest {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Path SILENT = new Path("sjc", "gw", ProbeKind.WIREGUARD);
    private static final Path BY_WEBSOCKET = new Path("sjc", "gw-ws", ProbeKind.WIREGUARD);
    private static final Path ECHO = new Path("sjc", "echo", ProbeKind.ICMP);
    private static final MonotonicInstant START = new MonotonicInstant(0);

    private final SilenceBook book = new SilenceBook(Map.of(SILENT,
            List.of(new Called(Witness.BY_WEBSOCKET, BY_WEBSOCKET, EVERY),
                    new Called(Witness.ICMP_ECHO, ECHO, EVERY))));

    @Test
    void aSilentRunBearsWhatItsWitnessesLeave() {
        book.read(Runs.good(BY_WEBSOCKET), START);
        book.read(Runs.burst(10, 10), START);

        assertThat(silent(START)).hasValueSatisfying(cause -> {
            assertThat(cause.cause()).isEqualTo("the port is filtered on the way");
            assertThat(cause.evidence()).contains("the WebSocket is good, ICMP echo is good");
        });
    }

    @Test
    void aWitnessSpeaksForTwoOfItsIntervals() {
        book.read(Runs.good(BY_WEBSOCKET), START);

        assertThat(silent(START.plus(EVERY.multipliedBy(2)))).isPresent();
        assertThat(silent(START.plus(EVERY.multipliedBy(2)).plus(Duration.ofNanos(1)))).isEmpty();
    }

    @Test
    void whatAWitnessCouldNotTellLeavesWhatItSaidBefore() {
        book.read(Runs.good(BY_WEBSOCKET), START);
        book.read(Runs.result(BY_WEBSOCKET, Runs.couldNotTell().outcome(), PacketOutcomes.NONE),
                START);

        assertThat(silent(START)).isPresent();
    }

    /// One gateway that answers proves the way, whoever else is silent.
    @Test
    void ofSeveralOtherGatewaysTheOneThatSawMostCounts() {
        Path silent = new Path("sjc", "a", ProbeKind.WIREGUARD);
        Path other = new Path("sjc", "b", ProbeKind.WIREGUARD);
        for (List<Path> order : List.of(List.of(silent, other), List.of(other, silent))) {
            SilenceBook several = new SilenceBook(Map.of(SILENT, order.stream()
                    .map(path -> new Called(Witness.OTHER_GATEWAY, path, EVERY)).toList()));
            several.read(Runs.failed(silent, FailureCode.WG_NO_HANDSHAKE_REPLY), START);
            several.read(Runs.failed(other, FailureCode.PORT_UNREACHABLE), START);
            assertThat(evidence(several)).contains("another gateway is refused");

            several.read(Runs.good(other), START);
            assertThat(evidence(several)).contains("another gateway is good");
        }
    }

    private static String evidence(SilenceBook book) {
        return book.read(Runs.failed(SILENT, FailureCode.PORT_UNREACHABLE), START)
                .outcome() instanceof Outcome.Failed(var failure)
                        ? failure.cause().orElseThrow().evidence()
                        : "";
    }

    @Test
    void otherResultsPassAsTheyAre() {
        ProbeResult refused = Runs.failed(SILENT, FailureCode.WG_REPLY_INVALID);

        assertThat(book.read(refused, START)).isSameAs(refused);
        assertThat(silent(START)).isEmpty();
    }

    @Test
    void witnessesHaveALimit() {
        List<Called> many = Collections.nCopies(SilenceBook.WITNESSES_MAX + 1,
                new Called(Witness.ICMP_ECHO, ECHO, EVERY));

        assertThatThrownBy(() -> new SilenceBook(Map.of(SILENT, many)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<LikelyCause> silent(MonotonicInstant at) {
        ProbeResult read = book.read(Runs.failed(SILENT, FailureCode.WG_NO_HANDSHAKE_REPLY), at);
        return read.outcome() instanceof Outcome.Failed(var failure)
                ? failure.cause()
                : Optional.empty();
    }
}
