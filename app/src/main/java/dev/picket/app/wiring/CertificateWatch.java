package dev.picket.app.wiring;

import dev.picket.model.result.ExpiringCertificate;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Tells of certificates that expire soon: of each target's as soon as a result warns of it, and
/// again after [#AGAIN] while results do, so that the incident log is not asked at every run.
final class CertificateWatch implements Consumer<ProbeResult> {

    static final Duration AGAIN = Duration.ofHours(1);

    private final Consumer<ExpiringCertificate> told;
    private final Clock clock;
    /// By target; as many as have such a certificate.
    private final Map<String, MonotonicInstant> toldAt = new HashMap<>();

    CertificateWatch(Consumer<ExpiringCertificate> told, Clock clock) {
        this.told = told;
        this.clock = clock;
    }

    @Override
    public void accept(ProbeResult result) {
        ExpiringCertificate.of(result).ifPresent(this::seen);
    }

    private void seen(ExpiringCertificate certificate) {
        MonotonicInstant now = clock.monotonic();
        MonotonicInstant last = toldAt.get(certificate.target());
        if (last == null || now.nanosSince(last) >= AGAIN.toNanos()) {
            toldAt.put(certificate.target(), now);
            told.accept(certificate);
        }
    }
}
