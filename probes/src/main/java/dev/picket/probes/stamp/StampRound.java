package dev.picket.probes.stamp;

import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.result.PacketSeries;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What became of each packet of one STAMP round.
final class StampRound {

    static final String STAGE_SENT = "packets sent";
    static final String STAGE_REPLIES = "packet replies";

    /// The detail that tells each flow's losses.
    static final String LOST_BY_FLOW = "lostByFlow";
    /// The detail that tells why a round has no directions, or only its own.
    static final String REFLECTOR_COUNT = "reflectorCount";
    static final String BEGAN_ANEW = "began anew: the reflector was restarted or forgot us";
    static final String COPIED = "our own numbers sent back: the reflector keeps no count";

    private static final String MALFORMED = "malformedReplies";
    private static final int BITS = 64;

    private enum Fate {
        NOT_YET, HANDED_OVER, SENT, SKIPPED, REFUSED, ANSWERED
    }

    private final StampPath.Identity identity;
    private final StampProfile profile;
    private final String runId;
    private final Fate[] fates;
    private final StampTimes times;
    private final FlowCounter[] counters;
    private final Map<String, Integer> oddities = new HashMap<>();
    private final StampVerdict.Refusals refusals = new StampVerdict.Refusals();
    private long startNanos;
    private long lastSentNanos;
    private int settled;
    private int duplicates;
    private int ownCounts;
    private boolean beganAnew;

    StampRound(StampPath.Identity identity, StampProfile profile, String runId) {
        this.identity = identity;
        this.profile = profile;
        this.runId = runId;
        fates = new Fate[profile.packets()];
        Arrays.fill(fates, Fate.NOT_YET);
        times = new StampTimes(profile.packets());
        counters = new FlowCounter[profile.flows()];
        Arrays.setAll(counters, flow -> new FlowCounter(packetsOf(flow)));
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
        oddities.merge(MALFORMED, 1, Integer::sum);
    }

    /// A reply to an earlier round.
    void stale() {
        oddities.merge("repliesToEarlierRounds", 1, Integer::sum);
    }

    void stamped(int packet, MonotonicInstant at) {
        times.stamped(packet, at);
    }

    void answered(int packet, StampCodec.Reading reading, MonotonicInstant at,
            ClockSource source) {
        ownCounts += reading.isCopy() ? 0 : 1;
        FlowCounter flow = counters[profile.flowOf(packet)];
        int place = packet / profile.flows();
        if (isAnswered(packet)) {
            duplicates++;
            flow.answeredAgain(place, reading.counter());
            return;
        }
        flow.answered(place, reading.counter());
        times.answered(packet, at, source);
        settle(packet, Fate.ANSWERED);
    }

    /// How many packets `flow` has.
    private int packetsOf(int flow) {
        return Math.ceilDiv(profile.packets() - flow, profile.flows());
    }

    private void settle(int packet, Fate fate) {
        fates[packet] = fate;
        settled++;
    }

    private boolean isAnswered(int packet) {
        return fates[packet] == Fate.ANSWERED;
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
            StampPathState.Round reckoning = counters[flow].reckoning(sentUpTo(flow),
                    countsItself());
            int sentByFlow = reckoning.sent();
            StampPathState.Directions directions = path.get(flow).close(reckoning);
            Span ofFlow = directions.span();
            beganAnew |= directions.beganAnew();
            sent += sentByFlow;
            if (countsItself()) {
                span = sum(span, ofFlow);
                arrived = sum(arrived, arrived(sentByFlow, ofFlow, flow));
            }
        }
        int late = answers() - inTime.length;
        StampTimes.Summary summary = times.summary(inTime);
        PacketOutcomes packets = new PacketOutcomes(fates.length, sent, fates.length - sent,
                countsItself() && sent > 0 ? arrived : -1, inTime.length, late, duplicates,
                bits(inTime), 0, summary.roundTrips(), span, series());
        StageTiming sending = new StageTiming(STAGE_SENT, lastSentNanos - startNanos);
        FlowLosses flowLosses = flowLosses();
        StampVerdict verdict = new StampVerdict(identity, profile, packets, refusals, flowLosses,
                oddities.getOrDefault(MALFORMED, 0));
        long spent = now.nanos() - startNanos;
        List<StageTiming> stages = inTime.length == 0
                ? List.of(sending)
                : List.of(sending, new StageTiming(STAGE_REPLIES, now.nanos() - lastSentNanos));
        return new SessionReport(verdict.outcome(runId, spent, sending), spent, summary.source(),
                stages, packets, details(packets, flowLosses));
    }

    /// Whether replies carry a count of the reflector's own.
    private boolean countsItself() {
        return profile.stateful() && (ownCounts > 0 || answers() == 0);
    }

    private int answers() {
        int sum = 0;
        for (FlowCounter flow : counters) {
            sum += flow.answers();
        }
        return sum;
    }

    private Map<String, String> details(PacketOutcomes packets, FlowLosses flowLosses) {
        Map<String, String> details = new HashMap<>();
        oddities.forEach((name, count) -> details.put(name, count.toString()));
        if (profile.flows() > 1 && packets.lost() > 0) {
            details.put(LOST_BY_FLOW, flowLosses.all());
        }
        if (profile.stateful() && !countsItself()) {
            details.put(REFLECTOR_COUNT, COPIED);
        } else if (profile.stateful() && beganAnew) {
            details.put(REFLECTOR_COUNT, BEGAN_ANEW);
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

    private PacketSeries series() {
        RoundSeries.Fate[] sent = IntStream.range(0, fates.length).filter(this::isSent)
                .mapToObj(packet -> new RoundSeries.Fate(!isInTime(packet),
                        isAnswered(packet)
                                ? times.answeredAtNanos(packet)
                                : RoundSeries.Fate.NEVER,
                        isAnswered(packet) ? times.roundTripNanos(packet) : 0))
                .toArray(RoundSeries.Fate[]::new);
        return RoundSeries.of(sent);
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

    /// How many packets of `flow` were really sent, up to and with each.
    private int[] sentUpTo(int flow) {
        int[] sent = new int[packetsOf(flow)];
        int count = 0;
        for (int place = 0; place < sent.length; place++) {
            count += isSent(flow + place * profile.flows()) ? 1 : 0;
            sent[place] = count;
        }
        return sent;
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
