package dev.picket.probes.tunnel;

import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.platform.settings.TunnelStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A run in the words of `fly doctor --json`, which the provider's own people read: `ping`, `wgdns`
/// and `wgflaps`, each `ok` or what is wrong. Its `auth` and `agent` are of the machine it runs on
/// and have no counterpart in a run; what was not reached has no entry, as there.
public final class DoctorChecks {

    public static final String PREFIX = "doctor.";
    public static final String PING = PREFIX + "ping";
    private static final String OK = "ok";

    private DoctorChecks() {}

    /// Details of a run, of the handshake too: without one there is no `ping`.
    ///
    /// @param passed the run's stages
    public static Map<String, String> of(TunnelTarget target, List<StageTiming> passed,
            Outcome outcome) {
        var names = passed.stream().map(StageTiming::stage).collect(Collectors.toSet());
        Map<String, String> checks = new TreeMap<>();
        for (String stage : Ladder.stages(target)) {
            String check = TunnelStage.of(stage).map(DoctorChecks::check).orElse(PING);
            if (!names.contains(stage)) {
                code(outcome).ifPresent(code -> checks.put(check, code));
                return checks;
            }
            checks.put(check, OK);
        }
        return checks;
    }

    private static Optional<String> code(Outcome outcome) {
        return outcome instanceof Outcome.Failed(ProbeFailure failure)
                ? Optional.of(failure.code().name())
                : Optional.empty();
    }

    private static String check(TunnelStage stage) {
        return switch (stage) {
            case ECHO -> PING;
            case DNS_UDP, DNS_TCP -> PREFIX + "wgdns";
            case HTTP -> PREFIX + "wgflaps";
        };
    }
}
