package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.LossPattern;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.result.PacketSeries;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTripTalliesTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final int ROUNDS = 500;

    private final RoundTripTallies tallies = new RoundTripTallies(Set.of("reflector-here"));

    private List<RoundTally> after(String target, ClockSource source) {
        Path path = new Path("sjc", target, ProbeKind.STAMP);
        List<RoundTally> seen = new ArrayList<>();
        for (int tick = 0; tick <= ROUNDS; tick++) {
            long nanos = (tick == ROUNDS ? 200 : 20) * MILLI_NANOS;
            PacketOutcomes packets = new PacketOutcomes(1, 1, 0, 1, 1, 0, 0, 1, 0,
                    new RoundTrips(nanos, nanos, nanos))
                    .with(new PacketSeries(0, 0, LossPattern.NOT_KNOWN, 0, 0, nanos / 10, 0));
            seen.addAll(tallies.tallies(new ProbeResult(path, "run-" + tick, Instant.EPOCH,
                    Instant.EPOCH, nanos, source, List.of(), packets, new Outcome.Good(),
                    ProberHealth.PERFECT, Map.of()), tick));
        }
        return seen;
    }

    @Test
    void aRoundStampedByTheKernelAtBothEndsMayBeSlow() {
        List<RoundTally> seen = after("sin-edge1", ClockSource.KERNEL_TX_RX);

        assertThat(seen).contains(ofLastRound(Signal.SLOW));
    }

    @Test
    void soMayItBeJittery() {
        List<RoundTally> seen = after("sin-edge1", ClockSource.KERNEL_TX_RX);

        assertThat(seen).contains(ofLastRound(Signal.JITTERY));
        assertThat(seen).filteredOn(tally -> tally.bad() > 0).hasSize(2);
    }

    private static RoundTally ofLastRound(Signal signal) {
        return new RoundTally(new Path("sjc", "sin-edge1", ProbeKind.STAMP), signal, ROUNDS, 1, 1);
    }

    @Test
    void aRoundSentByOurOwnStampIsNot() {
        assertThat(after("sin-edge1", ClockSource.KERNEL_RX)).isEmpty();
    }

    @Test
    void aTargetOnThisMachineIsNeverSlow() {
        assertThat(after("reflector-here", ClockSource.KERNEL_TX_RX)).isEmpty();
    }
}
