package dev.picket.simulation.virtual;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.simulation.fault.PathConditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Draws the result of one round from the conditions of its path.
final class SimulatedRounds {

    private static final long TIMEOUT_NANOS = 2_000_000_000L;
    private static final Outcome GOOD = new Outcome.Good();

    private final SplittableRandom random;
    private final double jitterNanos;
    private final int[] untoldSent;
    private final int[] untoldArrived;

    SimulatedRounds(SplittableRandom random, double jitterNanos, int paths) {
        this.random = random;
        this.jitterNanos = jitterNanos;
        this.untoldSent = new int[paths];
        this.untoldArrived = new int[paths];
    }

    /// Where and when a round is run.
    ///
    /// @param index the path's number
    /// @param packets how many it sends, for STAMP
    /// @param shortestNanos the path's shortest round trip
    record Round(int index, Path path, String runId, Instant at, int packets,
            long shortestNanos) {}

    ProbeResult draw(Round round, PathConditions conditions) {
        return switch (round.path().kind()) {
            case STAMP -> stamp(round, conditions);
            case WIREGUARD -> service(round, FailureCode.WG_NO_HANDSHAKE_REPLY,
                    either(conditions.failRatio(), conditions.roundTripLoss()), conditions);
            case MACHINE_CREATE -> service(round, FailureCode.MACHINE_API_ERROR,
                    conditions.failRatio(), conditions);
        };
    }

    private ProbeResult stamp(Round round, PathConditions conditions) {
        int sent = round.packets();
        int arrived = sent - Draws.binomial(random, sent, conditions.forwardLoss());
        int back = arrived - Draws.binomial(random, arrived, conditions.returnLoss());
        int lostHere = Draws.binomial(random, back, conditions.proberLoss());
        int received = back - lostHere;
        long bits = Draws.bitsWithout(random, sent, sent - received);
        PacketOutcomes.RoundTrips roundTrips = received == 0
                ? PacketOutcomes.RoundTrips.NONE
                : roundTrips(round, conditions);
        PacketOutcomes packets = new PacketOutcomes(sent, sent, 0, arrived, received, 0, 0, bits,
                lostHere, roundTrips, lostHere > 0
                        ? spoiled(round.index())
                        : span(round.index(), sent, arrived, back));
        return result(round, packets, stampOutcome(round, packets), lostHere);
    }

    /// Losses made by the prober spoil what the counter would tell.
    private PacketOutcomes.Span spoiled(int path) {
        untoldSent[path] = 0;
        untoldArrived[path] = 0;
        return PacketOutcomes.Span.NONE;
    }

    /// What the reflector's counter tells: nothing where no reply came back, and then the next
    /// round that has one tells of both.
    private PacketOutcomes.Span span(int path, int sent, int arrived, int back) {
        if (back == 0) {
            untoldSent[path] += sent;
            untoldArrived[path] += arrived;
            return PacketOutcomes.Span.NONE;
        }
        PacketOutcomes.Span span = new PacketOutcomes.Span(untoldSent[path] + sent,
                untoldArrived[path] + arrived, back);
        untoldSent[path] = 0;
        untoldArrived[path] = 0;
        return span;
    }

    private PacketOutcomes.RoundTrips roundTrips(Round round, PathConditions conditions) {
        long shortest = round.shortestNanos() + conditions.addedRoundTripNanos();
        long median = shortest + (long) (jitterNanos * random.nextDouble());
        return new PacketOutcomes.RoundTrips(shortest, median,
                median + (long) (jitterNanos * random.nextExponential()));
    }

    private static Outcome stampOutcome(Round round, PacketOutcomes packets) {
        if (packets.lostHere() > 0) {
            return new Outcome.CouldNotTell(droppedHere(packets.lostHere()));
        }
        if (packets.lost() == 0) {
            return GOOD;
        }
        FailureCode code = packets.received() == 0
                ? FailureCode.PATH_SILENT
                : packets.arrived() < packets.sent()
                        ? FailureCode.PATH_FORWARD_LOSS
                        : FailureCode.PATH_RETURN_LOSS;
        return failed(round, code, packets.sent() + " sent, " + packets.arrived() + " arrived, "
                + packets.received() + " answered");
    }

    private ProbeResult service(Round round, FailureCode code, double failRatio,
            PathConditions conditions) {
        if (Draws.happens(random, failRatio)) {
            return result(round, PacketOutcomes.NONE, failed(round, code, "no usable answer"), 0);
        }
        if (Draws.happens(random, conditions.proberLoss())) {
            return result(round, PacketOutcomes.NONE,
                    new Outcome.CouldNotTell(droppedHere(1)), 1);
        }
        return result(round, PacketOutcomes.NONE, GOOD, 0);
    }

    private ProbeResult result(Round round, PacketOutcomes packets, Outcome outcome,
            int lostHere) {
        ProberHealth health = lostHere == 0
                ? ProberHealth.PERFECT
                : new ProberHealth(1, 0, lostHere, 0, 0, 0, 0);
        long durationNanos = outcome instanceof Outcome.Good
                ? round.shortestNanos()
                : TIMEOUT_NANOS;
        return new ProbeResult(round.path(), round.runId(), round.at(), round.at(), durationNanos,
                ClockSource.VIRTUAL, List.<StageTiming>of(), packets, outcome, health, Map.of());
    }

    private static Outcome failed(Round round, FailureCode code, String seen) {
        Path path = round.path();
        return new Outcome.Failed(new ProbeFailure(code, path.kind().label(), 1, 1, path.target(),
                path.vantage(), TIMEOUT_NANOS, TIMEOUT_NANOS, seen, List.of(), List.of(),
                Optional.empty(), round.runId()));
    }

    static LocalFault droppedHere(long count) {
        return new LocalFault(LocalFaultCode.LOCAL_RECEIVE_DROP, count, "simulated");
    }

    private static double either(double one, double other) {
        return one + other - one * other;
    }
}
