package dev.picket.probes.stamp;

import dev.picket.model.result.PacketOutcomes;
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

    /// The detail that tells each flow's losses.
    static final String LOST_BY_FLOW = "lostByFlow";

    private static final int BITS = 64;

    private enum Fate {
        NOT_YET, HANDED_OVER, SENT, SKIPPED, REFUSED, ANSWERED
    }

    private final StampPath.Identity identity;
    private final StampProfile profile;
    private final String runId;
    private final Fate[] fates;
    private final StampTimes times;
    private final long[] counters;
    private final long[] newestCounters;
    private final int[] copies;
    private final int[] answersOfFlow;
    private final Map<String, Integer> oddities = new HashMap<>();
    private final StampVerdict.Refusals refusals = new StampVerdict.Refusals();
    private long startNanos;
    private long lastSentNanos;
    private int settled;
    private int duplicates;

    StampRound(StampPath.Identity identity, StampProfile profile, String runId) {
        this.identity = identity;
        this.profile = profile;
        this.runId = runId;
        fates = new Fate[profile.packets()];
        Arrays.fill(fates, Fate.NOT_YET);
        times = new StampTimes(profile.packets());
        counters = new long[profile.packets()];
        newestCounters = new long[profile.flows()];
        copies = new int[profile.flows()];
        answersOfFlow = new int[profile.flows()];
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
        times.sent(packet, at);
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

    void stamped(int packet, MonotonicInstant at) {
        times.stamped(packet, at);
    }

    void answered(int packet, long counter, MonotonicInstant at, ClockSource source) {
        int flow = profile.flowOf(packet);
        if (isAnswered(packet)) {
            duplicates++;
            if (counter != counters[packet]) {
                copies[flow]++;
                newestCounters[flow] = later(newestCounters[flow], counter);
            }
            return;
        }
        newestCounters[flow] = answersOfFlow[flow] == 0
                ? counter
                : later(newestCounters[flow], counter);
        answersOfFlow[flow]++;
        counters[packet] = counter;
        times.answered(packet, at, source);
        settle(packet, Fate.ANSWERED);
    }

    private void settle(int packet, Fate fate) {
        fates[packet] = fate;
        settled++;
    }

    private boolean isAnswered(int packet) {
        return fates[packet] == Fate.ANSWERED;
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

    SessionReport report(MonotonicInstant now, List<StampPathState> path) {
        int[] inTime = inTime();
        int sent = 0;
        int arrived = 0;
        Span span = Span.NONE;
        for (int flow = 0; flow < path.size(); flow++) {
            int sentByFlow = countUpTo(fates.length - 1, flow);
            Span ofFlow = path.get(flow).close(reckoning(sentByFlow, flow));
            sent += sentByFlow;
            if (profile.stateful()) {
                span = sum(span, ofFlow);
                arrived = sum(arrived, arrived(sentByFlow, ofFlow, flow));
            }
        }
        int late = -inTime.length;
        for (int answers : answersOfFlow) {
            late += answers;
        }
        StampTimes.Summary summary = times.summary(inTime);
        PacketOutcomes packets = new PacketOutcomes(fates.length, sent, fates.length - sent,
                profile.stateful() && sent > 0 ? arrived : -1, inTime.length, late, duplicates,
                bits(inTime), 0, summary.roundTrips(), span);
        StageTiming sending = new StageTiming(STAGE_SENT, lastSentNanos - startNanos);
        FlowLosses flowLosses = flowLosses();
        StampVerdict verdict = new StampVerdict(identity, profile, packets, refusals, flowLosses);
        long spent = now.nanos() - startNanos;
        List<StageTiming> stages = inTime.length == 0
                ? List.of(sending)
                : List.of(sending, new StageTiming(STAGE_REPLIES, now.nanos() - lastSentNanos));
        return new SessionReport(verdict.outcome(runId, spent, sending), spent, summary.source(),
                stages, packets, details(packets, flowLosses));
    }

    private Map<String, String> details(PacketOutcomes packets, FlowLosses flowLosses) {
        Map<String, String> details = new HashMap<>();
        oddities.forEach((name, count) -> details.put(name, count.toString()));
        if (profile.flows() > 1 && packets.lost() > 0) {
            details.put(LOST_BY_FLOW, flowLosses.all());
        }
        return details;
    }

    /// The packets answered in time.
    private int[] inTime() {
        int[] packets = new int[fates.length];
        int count = 0;
        for (int packet = 0; packet < fates.length; packet++) {
            if (isInTime(packet)) {
                packets[count] = packet;
                count++;
            }
        }
        return Arrays.copyOf(packets, count);
    }

    private boolean isInTime(int packet) {
        return isAnswered(packet)
                && times.roundTripNanos(packet) <= profile.timeout().toNanos();
    }

    private boolean isSent(int packet) {
        return fates[packet] == Fate.SENT || isAnswered(packet);
    }

    private static long bits(int[] packets) {
        long bits = 0;
        for (int packet : packets) {
            bits |= packet < BITS ? 1L << packet : 0;
        }
        return bits;
    }

    private FlowLosses flowLosses() {
        FlowLosses losses = new FlowLosses(profile.flows());
        for (int packet = 0; packet < fates.length; packet++) {
            if (isSent(packet)) {
                losses.add(profile.flowOf(packet), !isInTime(packet));
            }
        }
        return losses;
    }

    private StampPathState.Round reckoning(int sent, int flow) {
        int first = -1;
        int last = -1;
        for (int packet = flow; packet < fates.length; packet += profile.flows()) {
            if (isAnswered(packet)) {
                first = first < 0 ? packet : first;
                last = packet;
            }
        }
        StampPathState.Reading none = new StampPathState.Reading(0, 0);
        return first < 0
                ? new StampPathState.Round(sent, 0, none, none, 0)
                : new StampPathState.Round(sent, answersOfFlow[flow],
                        new StampPathState.Reading(counters[first], countUpTo(first, flow)),
                        new StampPathState.Reading(newestCounters[flow], countUpTo(last, flow)),
                        copies[flow]);
    }

    /// Packets of `flow` really sent among those up to and with `last`.
    private int countUpTo(int last, int flow) {
        int count = 0;
        for (int packet = flow; packet <= last; packet += profile.flows()) {
            count += isSent(packet) ? 1 : 0;
        }
        return count;
    }

    /// Packets of this very round the reflector counted by `flow`, where the span is this very
    /// round; -1 where that is not known.
    private int arrived(int sent, Span span, int flow) {
        if (sent == 0) {
            return 0;
        }
        int last = flow + (fates.length - 1 - flow) / profile.flows() * profile.flows();
        return isAnswered(last) && span.sent() == sent ? span.arrived() : -1;
    }

    /// Not known where one of them is not.
    private static int sum(int arrived, int more) {
        return arrived < 0 || more < 0 ? -1 : arrived + more;
    }

    private static Span sum(Span one, Span other) {
        return new Span(one.sent() + other.sent(), one.arrived() + other.arrived(),
                one.returned() + other.returned());
    }
}
