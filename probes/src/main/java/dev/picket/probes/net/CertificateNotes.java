package dev.picket.probes.net;

import dev.picket.model.result.CertificateDetails;
import java.time.Duration;
import java.time.Instant;

/// What a run notes of the certificates it was shown. It may be shown several, by one target after
/// another that redirects: what is noted is of the chain that expires first.
public final class CertificateNotes {

    private final StagedRun run;
    private final Duration warning;
    private Instant first = Instant.MAX;

    /// @param warning a chain that expires within this is warned of
    public CertificateNotes(StagedRun run, Duration warning) {
        this.run = run;
        this.warning = warning;
    }

    /// A chain was shown at `now`.
    public void shown(Instant expiresAt, Instant now) {
        if (!expiresAt.isBefore(first)) {
            return;
        }
        first = expiresAt;
        Duration left = Duration.between(now, expiresAt);
        run.detail(CertificateDetails.EXPIRES_AT, expiresAt.toString());
        run.detail(CertificateDetails.DAYS_LEFT, Long.toString(left.toDays()));
        if (left.compareTo(warning) < 0) {
            run.detail(CertificateDetails.WARNING, CertificateDetails.EXPIRES_SOON);
        }
    }
}
