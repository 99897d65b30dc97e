package dev.picket.probes.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.LossPattern;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.result.PacketSeries;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TalliesTest {

    private static final Duration TICK = Duration.ofSeconds(10);
    /// 1,767,225,619.5 s: tick 176,722,561.
    private static final Instant SENT_AT = Instant.parse("2026-01-01T00:00:19.500Z");
    private static final long SENT_TICK = 176_722_561L;
    private static final Path STAMP = new Path("sjc", "sin-edge1", ProbeKind.STAMP);
    private static final Path WIREGUARD = new Path("sjc", "sin-gw", ProbeKind.WIREGUARD);
    private static final Path MACHINE = new Path("sjc", "machines-sin", ProbeKind.MACHINE_CREATE);
    private static final Outcome GOOD = new Outcome.Good();

    @Test
    void countsAllPacketsAndTheDirectionsTheSpanKnows() {
        PacketOutcomes packets = new PacketOutcomes(20, 20, 0, -1, 15, 0, 0, 0, 0, RoundTrips.NONE,
                new Span(22, 19, 15));

        assertThat(Tallies.of(result(STAMP, failed(FailureCode.PATH_LOSS), packets), TICK))
                .containsExactly(new RoundTally(STAMP, Signal.LOST, SENT_TICK, 20, 5),
                        new RoundTally(STAMP, Signal.LOST_FORWARD, SENT_TICK, 22, 3),
                        new RoundTally(STAMP, Signal.LOST_RETURN, SENT_TICK, 19, 4),
                        new RoundTally(STAMP, Signal.LATE, SENT_TICK, 20, 0),
                        new RoundTally(STAMP, Signal.REORDERED, SENT_TICK, 15, 0),
                        new RoundTally(STAMP, Signal.DUPLICATED, SENT_TICK, 15, 0));
    }

    @Test
    void countsDirectionsByArrivalsWhereThereIsNoSpan() {
        PacketOutcomes packets = new PacketOutcomes(20, 20, 0, 18, 15, 0, 0, 0, 0,
                RoundTrips.NONE);

        assertThat(Tallies.of(result(STAMP, failed(FailureCode.PATH_LOSS), packets), TICK))
                .containsExactly(new RoundTally(STAMP, Signal.LOST, SENT_TICK, 20, 5),
                        new RoundTally(STAMP, Signal.LOST_FORWARD, SENT_TICK, 20, 2),
                        new RoundTally(STAMP, Signal.LOST_RETURN, SENT_TICK, 18, 3),
                        new RoundTally(STAMP, Signal.LATE, SENT_TICK, 20, 0),
                        new RoundTally(STAMP, Signal.REORDERED, SENT_TICK, 15, 0),
                        new RoundTally(STAMP, Signal.DUPLICATED, SENT_TICK, 15, 0));
    }

    @Test
    void aRunThatFoundItsPeerColdCountsForNothing() {
        assertThat(Tallies.of(withPeer(GOOD, "cold"), TICK)).isEmpty();
        assertThat(Tallies.of(withPeer(failed(FailureCode.WG_PEER_NOT_CONFIRMED), "cold"), TICK))
                .isEmpty();
        assertThat(Tallies.of(withPeer(GOOD, "warm"), TICK))
                .containsExactly(new RoundTally(WIREGUARD, Signal.FAILED, SENT_TICK, 1, 0));
    }

    private static ProbeResult withPeer(Outcome outcome, String peer) {
        return result(WIREGUARD, outcome, PacketOutcomes.NONE, Map.of("peer", peer));
    }

    @Test
    void aSilentRoundCountsAsLostWithoutADirection() {
        PacketOutcomes packets = new PacketOutcomes(20, 20, 0, -1, 0, 0, 0, 0, 0, RoundTrips.NONE);

        assertThat(Tallies.of(result(STAMP, failed(FailureCode.PATH_SILENT), packets), TICK))
                .containsExactly(new RoundTally(STAMP, Signal.LOST, SENT_TICK, 20, 20),
                        new RoundTally(STAMP, Signal.LATE, SENT_TICK, 20, 0));
    }

    /// RFC 4737 and RFC 5560: of the packets that came, late or not.
    @Test
    void countsLatePacketsOfThoseSentAndReorderedAndDuplicatedOnesOfThoseAnswered() {
        PacketOutcomes packets = new PacketOutcomes(20, 20, 0, -1, 15, 3, 2, 0, 0,
                RoundTrips.NONE)
                .with(new PacketSeries(1, 5, LossPattern.NOT_KNOWN, 4, 6, 0, 0));

        assertThat(Tallies.of(result(STAMP, failed(FailureCode.PATH_LOSS), packets), TICK))
                .containsExactly(new RoundTally(STAMP, Signal.LOST, SENT_TICK, 20, 5),
                        new RoundTally(STAMP, Signal.LATE, SENT_TICK, 20, 3),
                        new RoundTally(STAMP, Signal.REORDERED, SENT_TICK, 18, 4),
                        new RoundTally(STAMP, Signal.DUPLICATED, SENT_TICK, 18, 2));
    }

    @Test
    void countsTheFirstAttemptOfAHandshake() {
        assertThat(Tallies.of(result(WIREGUARD, GOOD, PacketOutcomes.NONE), TICK))
                .containsExactly(new RoundTally(WIREGUARD, Signal.FAILED, SENT_TICK, 1, 0));
        assertThat(Tallies.of(result(WIREGUARD, failed(FailureCode.WG_NO_HANDSHAKE_REPLY),
                PacketOutcomes.NONE), TICK))
                .containsExactly(new RoundTally(WIREGUARD, Signal.FAILED, SENT_TICK, 1, 1));
        assertThat(Tallies.of(result(WIREGUARD, GOOD, PacketOutcomes.NONE,
                Map.of("firstAttempt", "failed")), TICK))
                .containsExactly(new RoundTally(WIREGUARD, Signal.FAILED, SENT_TICK, 1, 1));
    }

    @Test
    void aRegionWithoutRoomIsASignalOfItsOwnAndNoFailure() {
        assertThat(machine(failed(FailureCode.MACHINE_CAPACITY)))
                .containsExactly(new RoundTally(MACHINE, Signal.CAPACITY, SENT_TICK, 1, 1));
        assertThat(machine(failed(FailureCode.MACHINE_NOT_STARTED))).containsExactly(
                new RoundTally(MACHINE, Signal.FAILED, SENT_TICK, 1, 1),
                new RoundTally(MACHINE, Signal.CAPACITY, SENT_TICK, 1, 0));
        assertThat(machine(GOOD)).containsExactly(
                new RoundTally(MACHINE, Signal.FAILED, SENT_TICK, 1, 0),
                new RoundTally(MACHINE, Signal.CAPACITY, SENT_TICK, 1, 0));
    }

    @Test
    void anApiThatFailsSaysNothingOfRoom() {
        assertThat(machine(failed(FailureCode.MACHINE_API_ERROR)))
                .containsExactly(new RoundTally(MACHINE, Signal.FAILED, SENT_TICK, 1, 1));
    }

    @Test
    void aMachineIsSlowByTheMarksItMissed() {
        assertThat(Tallies.of(result(MACHINE, GOOD, PacketOutcomes.NONE,
                Map.of("startedWithin10s", "false", "startedWithin30s", "false",
                        "startedWithin60s", "true")),
                TICK)).contains(new RoundTally(MACHINE, Signal.SLOW, SENT_TICK, 3, 2));
        assertThat(machine(failed(FailureCode.MACHINE_NOT_STARTED)))
                .noneMatch(tally -> tally.signal() == Signal.SLOW);
    }

    @Test
    void countsNothingWhereNothingCouldBeTold() {
        LocalFault fault = new LocalFault(LocalFaultCode.LOCAL_RECEIVE_DROP, 5, "");
        PacketOutcomes packets = new PacketOutcomes(20, 20, 0, -1, 15, 0, 0, 0, 5, RoundTrips.NONE);

        assertThat(Tallies.of(result(STAMP, new Outcome.CouldNotTell(fault), packets), TICK))
                .isEmpty();
        assertThat(Tallies.of(result(STAMP, new Outcome.Skipped(fault), PacketOutcomes.NONE), TICK))
                .isEmpty();
    }

    private static List<RoundTally> machine(Outcome outcome) {
        return Tallies.of(result(MACHINE, outcome, PacketOutcomes.NONE), TICK);
    }

    private static Outcome failed(FailureCode code) {
        return new Outcome.Failed(new ProbeFailure(code, "a probe", 1, 1, "target", "sjc", 1, 2,
                "", List.of(), List.of(), Optional.empty(), "run"));
    }

    private static ProbeResult result(Path path, Outcome outcome, PacketOutcomes packets) {
        return result(path, outcome, packets, Map.of());
    }

    private static ProbeResult result(Path path, Outcome outcome, PacketOutcomes packets,
            Map<String, String> details) {
        return new ProbeResult(path, "run", SENT_AT.minusSeconds(15), SENT_AT, 1,
                ClockSource.VIRTUAL, List.of(), packets, outcome, ProberHealth.PERFECT, details);
    }
}
