package dev.picket.probes.websocket;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.DoctorChecks;
import dev.picket.probes.tunnel.TunnelTarget;
import dev.picket.probes.wireguard.SessionVerdicts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a WireGuard session's report means where a WebSocket carried it.
final class Carried {

    private Carried() {}

    /// Silence in a stream that stands is no loss on the path, which TCP repairs.
    static SessionReport report(SessionReport told) {
        if (!(told.outcome() instanceof Outcome.Failed(ProbeFailure failure))
                || failure.code() != FailureCode.WG_NO_HANDSHAKE_REPLY) {
            return told;
        }
        ProbeFailure coded = coded(failure);
        Map<String, String> details = new TreeMap<>(told.details());
        details.computeIfPresent(DoctorChecks.PING, (_, _) -> coded.code().name());
        return with(told, new Outcome.Failed(coded), details);
    }

    private static ProbeFailure coded(ProbeFailure failure) {
        return new ProbeFailure(FailureCode.WG_WS_NO_REPLY, failure.tried(),
                failure.stageNumber(), failure.stageTotal(), failure.target(), failure.vantage(),
                failure.spentNanos(), failure.budgetNanos(), failure.seen(), failure.passed(),
                failure.stillWorks(), failure.cause(), failure.ref());
    }

    /// A run that failed before its session could is bad by both verdicts.
    ///
    /// @param behind what it was to climb
    static SessionReport judged(SessionReport told, Optional<TunnelTarget> behind) {
        if (!(told.outcome() instanceof Outcome.Failed)
                || told.details().containsKey(SessionVerdicts.USER)) {
            return told;
        }
        Map<String, String> details = new TreeMap<>(told.details());
        SessionVerdicts.NONE.addTo(details);
        behind.ifPresent(target -> details.putAll(
                DoctorChecks.of(target, told.stages(), told.outcome())));
        return with(told, told.outcome(), details);
    }

    private static SessionReport with(SessionReport told, Outcome outcome,
            Map<String, String> details) {
        return new SessionReport(outcome, told.durationNanos(), told.clockSource(), told.stages(),
                told.packets(), details);
    }
}
