package dev.picket.probes.stamp;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.round.HopLimits;
import dev.picket.probes.round.PacketRound;
import dev.picket.probes.session.SessionReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What the reflector's numbers add to a round of packets: the direction of loss.
final class StampRound {

    /// The detail that tells why a round has no directions, or only its own.
    static final String REFLECTOR_COUNT = "reflectorCount";
    static final String BEGAN_ANEW = "began anew: the reflector was restarted or forgot us";
    static final String COPIED = "our own numbers sent back: the reflector keeps no count";

    private static final String TRIED = "STAMP round";

    private final StampProfile profile;
    private final PacketRound packets;
    private final FlowCounter[] counters;
    private final HopLimits hopLimits;
    private final HopLimits.Round hops = new HopLimits.Round();
    private int ownCounts;
    private boolean beganAnew;

    StampRound(StampPath.Identity identity, StampSession.Plan plan, String runId) {
        this.profile = plan.profile();
        this.hopLimits = plan.hopLimits();
        packets = new PacketRound(
                new PacketRound.Subject(TRIED, identity.vantage(), identity.target(),
                        FailureCode.STAMP_REPLY_MALFORMED),
                plan.burst(), runId);
        counters = new FlowCounter[profile.flows()];
        Arrays.setAll(counters, flow -> new FlowCounter(packetsOf(flow)));
    }

    PacketRound packets() {
        return packets;
    }

    /// A reply arrived with `here` of its hop limit left, to a request that arrived with `there`.
    void arrivedWith(int there, int here) {
        hops.add(there, here);
    }

    void answered(int packet, StampCodec.Reading reading, MonotonicInstant at,
            ClockSource source) {
        ownCounts += reading.isCopy() ? 0 : 1;
        FlowCounter flow = counters[profile.flowOf(packet)];
        int place = packet / profile.flows();
        if (packets.answered(packet, at, source)) {
            flow.answered(place, reading.counter());
        } else {
            flow.answeredAgain(place, reading.counter());
        }
    }

    /// How many packets `flow` has.
    private int packetsOf(int flow) {
        return Math.ceilDiv(profile.packets() - flow, profile.flows());
    }

    SessionReport report(MonotonicInstant now, List<StampPathState> path) {
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
        return packets.report(now,
                new PacketRound.Directions(countsItself() && sent > 0 ? arrived : -1, span),
                details());
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

    private Map<String, String> details() {
        Map<String, String> details = hopLimits.close(hops);
        if (profile.stateful() && !countsItself()) {
            details.put(REFLECTOR_COUNT, COPIED);
        } else if (profile.stateful() && beganAnew) {
            details.put(REFLECTOR_COUNT, BEGAN_ANEW);
        }
        return details;
    }

    /// How many packets of `flow` were really sent, up to and with each.
    private int[] sentUpTo(int flow) {
        int[] sent = new int[packetsOf(flow)];
        int count = 0;
        for (int place = 0; place < sent.length; place++) {
            count += packets.isSent(flow + place * profile.flows()) ? 1 : 0;
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
        int last = flow + (profile.packets() - 1 - flow) / profile.flows() * profile.flows();
        return packets.isAnswered(last) && span.sent() == sent ? span.arrived() : -1;
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
