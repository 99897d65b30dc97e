package dev.picket.probes.round;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.LossPattern;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.probes.session.Refusal;
import java.util.List;
import java.util.Optional;

/// What a round's packets say of the path.
///
/// @param malformed replies that are none to what was sent
record RoundVerdict(PacketRound.Subject subject, Burst burst, PacketOutcomes packets,
        Refusals refusals, FlowLosses flows, int malformed) {

    private static final int STAGES = 2;

    Outcome outcome(String runId, long spentNanos, StageTiming sending) {
        Optional<Refusal> local = refusals.mostLocal();
        if (local.isPresent()) {
            int count = refusals.of(local.get());
            return new Outcome.CouldNotTell(new LocalFault(
                    Refusals.localFault(local.get()).orElseThrow(), count,
                    count + " of " + packets.due() + " packets"));
        }
        if (packets.sent() == 0) {
            return new Outcome.Skipped(new LocalFault(LocalFaultCode.LOCAL_LATE, packets.skipped(),
                    "no packet of the round was sent in time"));
        }
        if (packets.lost() == 0) {
            return new Outcome.Good();
        }
        return new Outcome.Failed(new ProbeFailure(code(), subject.tried(), STAGES, STAGES,
                subject.target(), subject.vantage(), spentNanos, burst.total().toNanos(), seen(),
                List.of(sending), List.of(), Optional.empty(), runId));
    }

    private FailureCode code() {
        if (packets.received() + packets.late() == 0) {
            return nothingCame();
        }
        if (packets.late() > 0) {
            return FailureCode.PATH_LOSS;
        }
        if (packets.arrived() < 0) {
            return direction(packets.span());
        }
        if (packets.arrived() == packets.sent()) {
            return FailureCode.PATH_RETURN_LOSS;
        }
        return packets.arrived() == packets.received()
                ? FailureCode.PATH_FORWARD_LOSS
                : FailureCode.PATH_LOSS;
    }

    /// Where the round's last packets are not answered, their direction is not known yet: that of
    /// the losses that are known, if these are half of the round's at least.
    private FailureCode direction(PacketOutcomes.Span span) {
        int there = span.sent() - span.arrived();
        int back = span.arrived() - span.returned();
        boolean known = 2 * (there + back) >= packets.lost();
        if (known && back == 0) {
            return FailureCode.PATH_FORWARD_LOSS;
        }
        return known && there == 0 ? FailureCode.PATH_RETURN_LOSS : FailureCode.PATH_LOSS;
    }

    /// No reply to any packet, not even late: the most telling of what came instead.
    private FailureCode nothingCame() {
        if (malformed > 0) {
            return subject.malformed();
        }
        return refusals.mostOfNetwork().map(Refusals::code).orElse(FailureCode.PATH_SILENT);
    }

    private String seen() {
        StringBuilder text = new StringBuilder();
        text.append(packets.sent()).append(" packets sent, ").append(packets.received())
                .append(" replies in time");
        if (packets.late() > 0) {
            text.append(", ").append(packets.late()).append(" late");
        }
        text.append("; ").append(packets.loss().text());
        if (packets.series().pattern() != LossPattern.NOT_KNOWN) {
            text.append(' ').append(packets.series().pattern().text());
        }
        if (packets.arrived() >= 0) {
            text.append(", ").append(packets.sent() - packets.arrived())
                    .append(" lost on the way there and ")
                    .append(packets.arrived() - packets.received() - packets.late())
                    .append(" on the way back");
        }
        String silentFlows = flows.silentFlows();
        if (!silentFlows.isEmpty()) {
            text.append(", ").append(silentFlows);
        }
        if (malformed > 0) {
            text.append(", ").append(malformed).append(" that are no replies to them");
        }
        if (refusals.network() > 0) {
            text.append(", ").append(refusals.text());
        }
        return text.toString();
    }
}
