package dev.picket.probes.run;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a probe result counts for: its round tallies. A run that could not tell, or was skipped,
/// counts for nothing.
public final class Tallies {

    /// The detail a run carries whose first attempt failed and a later one succeeded.
    public static final String FIRST_ATTEMPT = "firstAttempt";
    public static final String FIRST_ATTEMPT_FAILED = "failed";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Tallies() {}

    /// The tallies of `result` on ticks of length `tick`.
    public static List<RoundTally> of(ProbeResult result, Duration tick) {
        boolean told = switch (result.outcome()) {
            case Outcome.Good _,Outcome.Failed _ -> true;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> false;
        };
        if (!told) {
            return List.of();
        }
        return switch (result.path().kind()) {
            case STAMP -> lost(result, tickOf(result.sentAt(), tick));
            case WIREGUARD, MACHINE_CREATE -> failed(result, tickOf(result.sentAt(), tick));
        };
    }

    /// The number of the tick `at` lies in.
    public static long tickOf(Instant at, Duration tick) {
        return Math.floorDiv(at.getEpochSecond() * NANOS_PER_SECOND + at.getNano(),
                tick.toNanos());
    }

    private static List<RoundTally> lost(ProbeResult result, long tick) {
        PacketOutcomes packets = result.packets();
        List<RoundTally> tallies = new ArrayList<>(3);
        if (packets.sent() > 0) {
            tallies.add(new RoundTally(result.path(), Signal.LOST, tick, packets.sent(),
                    packets.lost()));
        }
        if (packets.span().sent() > 0) {
            addDirections(tallies, result, tick, packets.span());
        } else if (packets.sent() > 0 && packets.arrived() >= 0) {
            int returned = Math.min(packets.arrived(), packets.received() + packets.late());
            addDirections(tallies, result, tick,
                    new PacketOutcomes.Span(packets.sent(), packets.arrived(), returned));
        }
        return tallies;
    }

    private static void addDirections(List<RoundTally> tallies, ProbeResult result, long tick,
            PacketOutcomes.Span span) {
        tallies.add(new RoundTally(result.path(), Signal.LOST_FORWARD, tick, span.sent(),
                span.sent() - span.arrived()));
        if (span.arrived() > 0) {
            tallies.add(new RoundTally(result.path(), Signal.LOST_RETURN, tick, span.arrived(),
                    span.arrived() - span.returned()));
        }
    }

    /// The first attempt of the run. A region without room for a Machine is no fault of any
    /// network.
    private static List<RoundTally> failed(ProbeResult result, long tick) {
        boolean capacity = result.outcome() instanceof Outcome.Failed(var failure)
                && failure.code().blame() == FailureCode.Blame.CAPACITY;
        if (capacity) {
            return List.of();
        }
        boolean bad = result.outcome() instanceof Outcome.Failed
                || FIRST_ATTEMPT_FAILED.equals(result.details().get(FIRST_ATTEMPT));
        return List.of(new RoundTally(result.path(), Signal.FAILED, tick, 1, bad ? 1 : 0));
    }
}
