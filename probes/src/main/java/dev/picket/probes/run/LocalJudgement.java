package dev.picket.probes.run;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.FailureText;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.LocalLosses;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.Span;
import dev.picket.probes.session.SessionReport;

/// What happened to the prober itself while a run lasted, and what that leaves of the run's
/// verdict: loss seen while this machine dropped replies, or stood still, is not charged to the
/// path.
///
/// @param receiveDrops datagrams the kernel dropped at the run's socket
/// @param stallNanos the longest the plane's thread stood still
/// @param receiveBufferBytes the socket's receive buffer
public record LocalJudgement(long receiveDrops, long stallNanos, int receiveBufferBytes) {

    /// `report`, or what is left of it.
    public SessionReport judge(SessionReport report) {
        if (!showsLoss(report)) {
            return report;
        }
        if (receiveDrops > 0) {
            LocalFault fault = new LocalFault(LocalFaultCode.LOCAL_RECEIVE_DROP, receiveDrops,
                    "receive buffer " + receiveBufferBytes + " B");
            int lostHere = (int) Math.min(report.packets().lost(), receiveDrops);
            return with(report, fault, lostHere);
        }
        if (stallNanos > VantageWindow.STALL_NANOS_MAX) {
            LocalFault fault = new LocalFault(LocalFaultCode.LOCAL_STALL, 1,
                    "for " + FailureText.duration(stallNanos));
            return with(report, fault, report.packets().lost());
        }
        return report;
    }

    /// Whether the verdict rests on something not having come back.
    static boolean showsLoss(SessionReport report) {
        return switch (report.outcome()) {
            case Outcome.Failed(var failure) -> failure.code().blame() == FailureCode.Blame.PATH
                    && !failure.code().isAnswer();
            case Outcome.Good _ -> report.packets().lost() > 0;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> false;
        };
    }

    /// The packets of a judged report that say nothing of the path, by what was done to them here:
    /// of those that were not sent and those whose reply did not come.
    static LocalLosses losses(SessionReport judged) {
        PacketOutcomes packets = judged.packets();
        return switch (judged.outcome()) {
            case Outcome.CouldNotTell(LocalFault fault) -> switch (fault.code()) {
                case LOCAL_RECEIVE_DROP, LOCAL_STALL -> LocalLosses.NONE
                        .plus(fault.code(), packets.lostHere())
                        .plus(LocalFaultCode.LOCAL_LATE, packets.skipped());
                case LOCAL_SEND_ERROR, LOCAL_FIREWALL, LOCAL_NO_ROUTE, LOCAL_LATE,
                        LOCAL_START_LIMIT, LOCAL_CLOCK_STEP,
                        LOCAL_QUEUE_FULL, LOCAL_NO_PERMISSION, LOCAL_DESCRIPTORS,
                        LOCAL_ADDRESS_DENIED, LOCAL_CREDENTIALS,
                        LOCAL_RATE_LIMITED, LOCAL_CANCELLED, LOCAL_SILENT, LOCAL_UPLINK ->
                    LocalLosses.NONE.plus(fault.code(), packets.skipped());
            };
            case Outcome.Good _,Outcome.Failed _,Outcome.Skipped _ ->
                LocalLosses.NONE.plus(LocalFaultCode.LOCAL_LATE, packets.skipped());
        };
    }

    private static SessionReport with(SessionReport report, LocalFault fault, int lostHere) {
        PacketOutcomes seen = report.packets();
        PacketOutcomes packets = new PacketOutcomes(seen.due(), seen.sent(), seen.skipped(), -1,
                seen.received(), seen.late(), seen.duplicates(), seen.receivedBits(), lostHere,
                seen.roundTrips(), Span.NONE);
        return new SessionReport(new Outcome.CouldNotTell(fault), report.durationNanos(),
                report.clockSource(), report.stages(), packets, report.details());
    }
}
