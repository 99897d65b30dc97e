package dev.picket.probes.stamp;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.LossPattern;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.probes.session.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a round's packets say of the path.
///
/// @param malformed replies that are none to what was sent
record StampVerdict(StampPath.Identity identity, StampProfile profile, PacketOutcomes packets,
        Refusals refusals, FlowLosses flows, int malformed) {

    private static final int STAGES = 2;

    /// How often packets went nowhere, by reason.
    static final class Refusals {

        private final Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);

        void add(Refusal refusal) {
            counts.merge(refusal, 1, Integer::sum);
        }

        int of(Refusal refusal) {
            return counts.getOrDefault(refusal, 0);
        }

        Optional<Refusal> mostLocal() {
            // Nearly every round; a stream costs as much as some packets.
            return counts.isEmpty()
                    ? Optional.empty()
                    : counts.entrySet().stream().filter(entry -> isLocal(entry.getKey()))
                            .max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        }
    }

    static boolean isLocal(Refusal refusal) {
        return localFault(refusal).isPresent();
    }

    private static Optional<LocalFaultCode> localFault(Refusal refusal) {
        return switch (refusal) {
            case LOCAL_FIREWALL -> Optional.of(LocalFaultCode.LOCAL_FIREWALL);
            case LOCAL_ERROR -> Optional.of(LocalFaultCode.LOCAL_SEND_ERROR);
            case LOCAL_NO_ROUTE -> Optional.of(LocalFaultCode.LOCAL_NO_ROUTE);
            case PORT_UNREACHABLE, HOST_UNREACHABLE -> Optional.empty();
        };
    }

    Outcome outcome(String runId, long spentNanos, StageTiming sending) {
        Optional<Refusal> local = refusals.mostLocal();
        if (local.isPresent()) {
            int count = refusals.of(local.get());
            return new Outcome.CouldNotTell(new LocalFault(
                    localFault(local.get()).orElseThrow(), count,
                    count + " of " + packets.due() + " packets"));
        }
        if (packets.sent() == 0) {
            return new Outcome.Skipped(new LocalFault(LocalFaultCode.LOCAL_LATE, packets.skipped(),
                    "no packet of the round was sent in time"));
        }
        if (packets.lost() == 0) {
            return new Outcome.Good();
        }
        return new Outcome.Failed(new ProbeFailure(code(), "STAMP round", STAGES, STAGES,
                identity.target(), identity.vantage(), spentNanos, profile.total().toNanos(),
                seen(), List.of(sending), List.of(), Optional.empty(), runId));
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
            return FailureCode.STAMP_REPLY_MALFORMED;
        }
        if (refusals.of(Refusal.PORT_UNREACHABLE) > 0) {
            return FailureCode.PORT_UNREACHABLE;
        }
        return refusals.of(Refusal.HOST_UNREACHABLE) > 0
                ? FailureCode.HOST_UNREACHABLE
                : FailureCode.PATH_SILENT;
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
        int errors = refusals.of(Refusal.PORT_UNREACHABLE) + refusals.of(Refusal.HOST_UNREACHABLE);
        if (errors > 0) {
            text.append(", ").append(errors).append(" ICMP errors");
        }
        return text.toString();
    }
}
