package dev.picket.probes.websocket;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.wireguard.SessionVerdicts;
import java.util.Map;
import java.util.TreeMap;

/// What a WireGuard session's report means where a WebSocket carried it.
final class Carried {

    private Carried() {}

    /// Silence in a stream that stands is no loss on the path, which TCP repairs.
    static SessionReport report(SessionReport told) {
        return told.outcome() instanceof Outcome.Failed(ProbeFailure failure)
                && failure.code() == FailureCode.WG_NO_HANDSHAKE_REPLY
                        ? with(told, new Outcome.Failed(coded(failure)), told.details())
                        : told;
    }

    private static ProbeFailure coded(ProbeFailure failure) {
        return new ProbeFailure(FailureCode.WG_WS_NO_REPLY, failure.tried(),
                failure.stageNumber(), failure.stageTotal(), failure.target(), failure.vantage(),
                failure.spentNanos(), failure.budgetNanos(), failure.seen(), failure.passed(),
                failure.stillWorks(), failure.cause(), failure.ref());
    }

    /// A run that failed before its session could is bad by both verdicts.
    static SessionReport judged(SessionReport told) {
        if (!(told.outcome() instanceof Outcome.Failed)
                || told.details().containsKey(SessionVerdicts.USER)) {
            return told;
        }
        Map<String, String> details = new TreeMap<>(told.details());
        SessionVerdicts.NONE.addTo(details);
        return with(told, told.outcome(), details);
    }

    private static SessionReport with(SessionReport told, Outcome outcome,
            Map<String, String> details) {
        return new SessionReport(outcome, told.durationNanos(), told.clockSource(), told.stages(),
                told.packets(), details);
    }
}
