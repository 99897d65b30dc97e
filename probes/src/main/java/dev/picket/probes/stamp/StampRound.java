package dev.picket.probes.stamp;

import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What became of each packet of one STAMP round.
final class StampRound {

    static final String STAGE_SENT = "packets sent";
    static final String STAGE_REPLIES = "packet replies";

    private static final int BITS = 64;

    private enum Fate {
        NOT_YET, HANDED_OVER, SENT, SKIPPED, REFUSED, ANSWERED, ANSWERED_LATE
    }

    private final StampPath.Identity identity;
    private final StampProfile profile;
    private final String runId;
    private final Fate[] fates;
    private final long[] sentAt;
    private final long[] counters;
    private final long[] roundTrips;
    private final Map<String, Integer> oddities = new HashMap<>();
    private final StampVerdict.Refusals refusals = new StampVerdict.Refusals();
    private ClockSource clockSource = ClockSource.USER;
    private long startNanos;
    private long lastSentNanos;
    private long receivedBits;
    private long newestCounter;
    private int settled;
    private int received;
    private int late;
    private int duplicates;
    private int copies;

    StampRound(StampPath.Identity identity, StampProfile profile, String runId) {
        this.identity = identity;
        this.profile = profile;
        this.runId = runId;
        fates = new Fate[profile.packets()];
        Arrays.fill(fates, Fate.NOT_YET);
        sentAt = new long[profile.packets()];
        counters = new long[profile.packets()];
        roundTrips = new long[profile.packets()];
    }

    void started(MonotonicInstant now) {
        startNanos = now.nanos();
        lastSentNanos = startNanos;
    }

    void handedOver(int packet, MonotonicInstant now) {
        fates[packet] = Fate.HANDED_OVER;
        noteSent(packet, now);
    }

    void sent(int packet, MonotonicInstant at) {
        if (fates[packet] == Fate.HANDED_OVER) {
            fates[packet] = Fate.SENT;
            noteSent(packet, at);
        }
    }

    private void noteSent(int packet, MonotonicInstant at) {
        sentAt[packet] = at.nanos();
        lastSentNanos = Math.max(lastSentNanos, at.nanos());
    }

    void skipped(int packet) {
        settle(packet, Fate.SKIPPED);
    }

    void refused(int packet, Refusal refusal) {
        refusals.add(refusal);
        if (packet >= 0 && StampVerdict.isLocal(refusal) && fates[packet] == Fate.HANDED_OVER) {
            settle(packet, Fate.REFUSED);
        }
    }

    void malformed() {
        oddities.merge("malformedReplies", 1, Integer::sum);
    }

    /// A reply to an earlier round.
    void stale() {
        oddities.merge("repliesToEarlierRounds", 1, Integer::sum);
    }

    void answered(int packet, long counter, MonotonicInstant at, ClockSource source) {
        if (isAnswered(packet)) {
            duplicates++;
            if (counter != counters[packet]) {
                copies++;
                newestCounter = later(newestCounter, counter);
            }
            return;
        }
        newestCounter = received + late == 0 ? counter : later(newestCounter, counter);
        counters[packet] = counter;
        clockSource = received + late == 0 || source == ClockSource.USER ? source : clockSource;
        long roundTrip = Math.max(0, at.nanos() - sentAt[packet]);
        if (roundTrip > profile.timeout().toNanos()) {
            late++;
            settle(packet, Fate.ANSWERED_LATE);
        } else {
            roundTrips[received] = roundTrip;
            received++;
            receivedBits |= packet < BITS ? 1L << packet : 0;
            settle(packet, Fate.ANSWERED);
        }
    }

    private void settle(int packet, Fate fate) {
        fates[packet] = fate;
        settled++;
    }

    private boolean isAnswered(int packet) {
        return fates[packet] == Fate.ANSWERED || fates[packet] == Fate.ANSWERED_LATE;
    }

    /// The later of two readings of a 32-bit counter that wraps.
    private static long later(long one, long other) {
        return (int) (other - one) > 0 ? other : one;
    }

    /// Whether nothing is waited for any more.
    boolean isSettled() {
        return settled == fates.length;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }

    SessionReport report(MonotonicInstant now, StampPathState path) {
        int sent = countUpTo(fates.length - 1);
        Span span = path.close(reckoning(sent));
        if (!profile.stateful()) {
            span = Span.NONE;
        }
        PacketOutcomes packets = new PacketOutcomes(fates.length, sent, fates.length - sent,
                arrived(sent, span), received, late, duplicates, receivedBits, 0,
                roundTripsOf(Arrays.copyOf(roundTrips, received)), span);
        StageTiming sending = new StageTiming(STAGE_SENT, lastSentNanos - startNanos);
        StampVerdict verdict = new StampVerdict(identity, profile, packets, refusals);
        long spent = now.nanos() - startNanos;
        List<StageTiming> stages = received == 0
                ? List.of(sending)
                : List.of(sending, new StageTiming(STAGE_REPLIES, now.nanos() - lastSentNanos));
        Map<String, String> details = new HashMap<>();
        oddities.forEach((name, count) -> details.put(name, count.toString()));
        return new SessionReport(verdict.outcome(runId, spent, sending), spent, clockSource,
                stages, packets, details);
    }

    private StampPathState.Round reckoning(int sent) {
        int first = -1;
        int last = -1;
        for (int packet = 0; packet < fates.length; packet++) {
            if (isAnswered(packet)) {
                first = first < 0 ? packet : first;
                last = packet;
            }
        }
        StampPathState.Reading none = new StampPathState.Reading(0, 0);
        return first < 0
                ? new StampPathState.Round(sent, 0, none, none, 0)
                : new StampPathState.Round(sent, received + late,
                        new StampPathState.Reading(counters[first], countUpTo(first)),
                        new StampPathState.Reading(newestCounter, countUpTo(last)), copies);
    }

    /// Packets really sent among those up to and with `last`.
    private int countUpTo(int last) {
        int count = 0;
        for (int packet = 0; packet <= last; packet++) {
            count += fates[packet] == Fate.SENT || isAnswered(packet) ? 1 : 0;
        }
        return count;
    }

    /// Packets of this very round the reflector counted, where the span is this very round.
    private int arrived(int sent, Span span) {
        boolean lastAnswered = isAnswered(fates.length - 1);
        return sent > 0 && lastAnswered && span.sent() == sent ? span.arrived() : -1;
    }

    private static RoundTrips roundTripsOf(long[] values) {
        if (values.length == 0) {
            return RoundTrips.NONE;
        }
        Arrays.sort(values);
        return new RoundTrips(values[0], values[(values.length - 1) / 2],
                values[values.length - 1]);
    }
}
