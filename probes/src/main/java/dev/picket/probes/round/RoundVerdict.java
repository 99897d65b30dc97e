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
record RoundVerdict(PacketRound.Subject subject, Burst burst, PacketOutcomes packets,
        Refusals refusals, FlowLosses flows) {

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
        if (packets.received() == 0) {
            return refusals.mostOfNetwork().map(Refusals::code).orElse(FailureCode.PATH_SILENT);
        }
        if (packets.arrived() < 0 || packets.late() > 0) {
            return FailureCode.PATH_LOSS;
        }
        if (packets.arrived() == packets.sent()) {
            return FailureCode.PATH_RETURN_LOSS;
        }
        return packets.arrived() == packets.received()
                ? FailureCode.PATH_FORWARD_LOSS
                : FailureCode.PATH_LOSS;
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
        if (refusals.network() > 0) {
            text.append(", ").append(refusals.text());
        }
        return text.toString();
    }
}
