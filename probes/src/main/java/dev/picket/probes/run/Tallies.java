package dev.picket.probes.run;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PeerWarmth;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a probe result counts for: its round tallies. A run that could not tell, or was skipped,
/// counts for nothing; nor does one that found its WireGuard peer cold, which took another path
/// than the runs it would be compared with.
public final class Tallies {

    /// The detail a run carries whose first attempt failed and a later one succeeded.
    public static final String FIRST_ATTEMPT = "firstAttempt";
    public static final String FIRST_ATTEMPT_FAILED = "failed";
    /// How the details begin that say whether a Machine had started by a mark, `true` or `false`.
    public static final String STARTED_WITHIN = "startedWithin";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Tallies() {}

    /// The tallies of `result` on ticks of length `tick`.
    public static List<RoundTally> of(ProbeResult result, Duration tick) {
        boolean told = switch (result.outcome()) {
            case Outcome.Good _,Outcome.Failed _ -> true;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> false;
        };
        if (!told || PeerWarmth.of(result).equals(Optional.of(PeerWarmth.COLD))) {
            return List.of();
        }
        return switch (result.path().kind()) {
            case STAMP, ICMP -> packets(result, tickOf(result.sentAt(), tick));
            case WIREGUARD, TCP, HTTP, DNS ->
                List.of(failed(result, tickOf(result.sentAt(), tick)));
            case MACHINE_CREATE -> machine(result, tickOf(result.sentAt(), tick));
        };
    }

    /// The number of the tick `at` lies in.
    public static long tickOf(Instant at, Duration tick) {
        return Math.floorDiv(at.getEpochSecond() * NANOS_PER_SECOND + at.getNano(),
                tick.toNanos());
    }

    private static List<RoundTally> packets(ProbeResult result, long tick) {
        PacketOutcomes packets = result.packets();
        List<RoundTally> tallies = new ArrayList<>(6);
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
        addDisorder(tallies, result, tick);
        return tallies;
    }

    /// Late ones of those sent; reordered and duplicated ones of those answered, late or not.
    private static void addDisorder(List<RoundTally> tallies, ProbeResult result, long tick) {
        PacketOutcomes packets = result.packets();
        int answered = packets.received() + packets.late();
        if (packets.sent() > 0) {
            tallies.add(new RoundTally(result.path(), Signal.LATE, tick, packets.sent(),
                    packets.late()));
        }
        if (answered > 0) {
            tallies.add(new RoundTally(result.path(), Signal.REORDERED, tick, answered,
                    Math.min(answered, packets.series().reordered())));
            // A packet that came three times counts twice: at most once too often.
            tallies.add(new RoundTally(result.path(), Signal.DUPLICATED, tick, answered,
                    Math.min(answered, packets.duplicates())));
        }
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

    /// What a Machine create tells of the service, of the region's room and of the time a start
    /// takes. A region without room is no fault of any network, and no trial of `failed`. A create
    /// that failed otherwise says nothing of room, and one that did not start has no duration.
    private static List<RoundTally> machine(ProbeResult result, long tick) {
        List<RoundTally> tallies = new ArrayList<>(3);
        Room room = room(result.outcome());
        if (room != Room.NONE) {
            tallies.add(failed(result, tick));
        }
        if (room != Room.NOT_TOLD) {
            tallies.add(new RoundTally(result.path(), Signal.CAPACITY, tick, 1,
                    room == Room.NONE ? 1 : 0));
        }
        int marks = 0;
        int missed = 0;
        for (Map.Entry<String, String> detail : result.details().entrySet()) {
            if (detail.getKey().startsWith(STARTED_WITHIN)) {
                marks++;
                missed += Boolean.parseBoolean(detail.getValue()) ? 0 : 1;
            }
        }
        if (marks > 0) {
            tallies.add(new RoundTally(result.path(), Signal.SLOW, tick, marks, missed));
        }
        return tallies;
    }

    private enum Room {
        GIVEN, NONE, NOT_TOLD
    }

    /// Whether the region had room: a Machine that stands had, though it may not have started.
    private static Room room(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Good _ -> Room.GIVEN;
            case Outcome.Failed(var failure) -> failure.code()
                    .blame() == FailureCode.Blame.CAPACITY
                            ? Room.NONE
                            : failure.code() == FailureCode.MACHINE_NOT_STARTED
                                    ? Room.GIVEN
                                    : Room.NOT_TOLD;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> Room.NOT_TOLD;
        };
    }

    /// The first attempt of the run.
    private static RoundTally failed(ProbeResult result, long tick) {
        boolean bad = result.outcome() instanceof Outcome.Failed
                || FIRST_ATTEMPT_FAILED.equals(result.details().get(FIRST_ATTEMPT));
        return new RoundTally(result.path(), Signal.FAILED, tick, 1, bad ? 1 : 0);
    }
}
