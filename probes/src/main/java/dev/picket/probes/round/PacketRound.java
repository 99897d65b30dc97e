package dev.picket.probes.round;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.result.PacketSeries;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What became of each packet of one round, whatever the protocol.
public final class PacketRound {

    static final String STAGE_SENT = "packets sent";
    static final String STAGE_REPLIES = "packet replies";

    /// The detail that tells each flow's losses.
    public static final String LOST_BY_FLOW = "lostByFlow";

    private static final String MALFORMED = "malformedReplies";
    private static final int BITS = 64;

    private enum Fate {
        NOT_YET, HANDED_OVER, SENT, SKIPPED, REFUSED, ANSWERED,
        /// The network answered with an error: sent, and no reply will come.
        UNREACHABLE
    }

    private final Subject subject;
    private final Burst burst;
    private final String runId;
    private final Fate[] fates;
    private final PacketTimes times;
    private final Map<String, Integer> oddities = new HashMap<>();
    private final Refusals refusals = new Refusals();
    private long startNanos;
    private long lastSentNanos;
    private int settled;
    private int duplicates;

    /// Who asks whom and how, for people.
    ///
    /// @param tried what a round is called, such as `STAMP round`
    /// @param target name and address of what is asked
    /// @param malformed what is said where nothing came but replies that are none
    public record Subject(String tried, String vantage, String target, FailureCode malformed) {}

    /// What is known of the two ways apart.
    ///
    /// @param arrived packets of this very round that arrived; -1 where not known
    /// @param span the packets whose directions became known by this round
    public record Directions(int arrived, Span span) {
        public static final Directions NOT_KNOWN = new Directions(-1, Span.NONE);
    }

    public PacketRound(Subject subject, Burst burst, String runId) {
        this.subject = subject;
        this.burst = burst;
        this.runId = runId;
        fates = new Fate[burst.packets()];
        Arrays.fill(fates, Fate.NOT_YET);
        times = new PacketTimes(burst.packets());
    }

    void started(MonotonicInstant now) {
        startNanos = now.nanos();
        lastSentNanos = startNanos;
    }

    void handedOver(int packet, MonotonicInstant now) {
        fates[packet] = Fate.HANDED_OVER;
        noteSent(packet, now);
    }

    public void sent(int packet, MonotonicInstant at) {
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

    /// A packet was refused here, or by the network in a way that may be passing.
    ///
    /// @param packet negative where it is not known which
    public void refused(int packet, Refusal refusal) {
        refusals.add(refusal);
        if (packet >= 0 && refusal.isLocal() && fates[packet] == Fate.HANDED_OVER) {
            settle(packet, Fate.REFUSED);
        }
    }

    /// The network answered that a packet does not arrive.
    ///
    /// @param packet negative where it is not known which; else no reply is waited for any more
    public void unreachable(int packet, NetworkError error) {
        refusals.add(error);
        boolean waiting = packet >= 0
                && (fates[packet] == Fate.HANDED_OVER || fates[packet] == Fate.SENT);
        if (waiting) {
            settle(packet, Fate.UNREACHABLE);
        }
    }

    public void stamped(int packet, MonotonicInstant at) {
        times.stamped(packet, at);
    }

    /// A reply to `packet`; false where it is not the first.
    public boolean answered(int packet, MonotonicInstant at, ClockSource source) {
        if (isAnswered(packet)) {
            duplicates++;
            return false;
        }
        times.answered(packet, at, source);
        boolean waitedFor = fates[packet] != Fate.UNREACHABLE;
        fates[packet] = Fate.ANSWERED;
        settled += waitedFor ? 1 : 0;
        return true;
    }

    /// A reply that cannot be one to what was sent.
    public void malformed() {
        oddities.merge(MALFORMED, 1, Integer::sum);
    }

    /// A reply to an earlier round.
    public void stale() {
        oddities.merge("repliesToEarlierRounds", 1, Integer::sum);
    }

    private void settle(int packet, Fate fate) {
        fates[packet] = fate;
        settled++;
    }

    /// Whether a reply came, late or not.
    public boolean isAnswered(int packet) {
        return fates[packet] == Fate.ANSWERED;
    }

    /// Whether it was handed over to be sent, and not refused here.
    public boolean isHandedOver(int packet) {
        return fates[packet] == Fate.HANDED_OVER || isSent(packet);
    }

    /// Whether it really left.
    public boolean isSent(int packet) {
        return fates[packet] == Fate.SENT || fates[packet] == Fate.UNREACHABLE
                || isAnswered(packet);
    }

    /// Whether nothing is waited for any more.
    boolean isSettled() {
        return settled == fates.length;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }

    /// What the round says, at its end.
    ///
    /// @param more details beside those every round has
    public SessionReport report(MonotonicInstant now, Directions directions,
            Map<String, String> more) {
        int[] inTime = inTime();
        int sent = 0;
        int answers = 0;
        for (int packet = 0; packet < fates.length; packet++) {
            sent += isSent(packet) ? 1 : 0;
            answers += isAnswered(packet) ? 1 : 0;
        }
        PacketTimes.Summary summary = times.summary(inTime);
        PacketOutcomes packets = new PacketOutcomes(fates.length, sent, fates.length - sent,
                directions.arrived(), inTime.length, answers - inTime.length, duplicates,
                bits(inTime), 0, summary.roundTrips(), directions.span(), series());
        StageTiming sending = new StageTiming(STAGE_SENT, lastSentNanos - startNanos);
        FlowLosses flowLosses = flowLosses();
        RoundVerdict verdict = new RoundVerdict(subject, burst, packets, refusals, flowLosses,
                oddities.getOrDefault(MALFORMED, 0));
        long spent = now.nanos() - startNanos;
        List<StageTiming> stages = inTime.length == 0
                ? List.of(sending)
                : List.of(sending, new StageTiming(STAGE_REPLIES, now.nanos() - lastSentNanos));
        return new SessionReport(verdict.outcome(runId, spent, sending), spent, summary.source(),
                stages, packets, details(packets, flowLosses, more));
    }

    private Map<String, String> details(PacketOutcomes packets, FlowLosses flowLosses,
            Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        oddities.forEach((name, count) -> details.put(name, count.toString()));
        if (burst.flows() > 1 && packets.lost() > 0) {
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
                && times.roundTripNanos(packet) <= burst.timeout().toNanos();
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
                .mapToObj(packet -> new RoundSeries.Fate(burst.flowOf(packet),
                        !isInTime(packet),
                        isAnswered(packet)
                                ? times.answeredAtNanos(packet)
                                : RoundSeries.Fate.NEVER,
                        isAnswered(packet) ? times.roundTripNanos(packet) : 0))
                .toArray(RoundSeries.Fate[]::new);
        return RoundSeries.of(sent);
    }

    private FlowLosses flowLosses() {
        FlowLosses losses = new FlowLosses(burst.flows());
        for (int packet = 0; packet < fates.length; packet++) {
            if (isSent(packet)) {
                losses.add(burst.flowOf(packet), !isInTime(packet));
            }
        }
        return losses;
    }
}
