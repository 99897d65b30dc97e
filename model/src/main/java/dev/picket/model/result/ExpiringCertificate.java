package dev.picket.model.result;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// A certificate that expires sooner than its target asks for.
///
/// @param target what showed it
/// @param vantage where it was seen from
/// @param expiresAt when the first certificate of its chain expires
public record ExpiringCertificate(String target, String vantage, Instant expiresAt) {

    /// What `result` says of one.
    public static Optional<ExpiringCertificate> of(ProbeResult result) {
        Map<String, String> details = result.details();
        String expires = details.get(CertificateDetails.EXPIRES_AT);
        if (expires == null || !CertificateDetails.EXPIRES_SOON
                .equals(details.get(CertificateDetails.WARNING))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ExpiringCertificate(result.path().target(),
                    result.path().vantage(), Instant.parse(expires)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no instant: " + expires, e);
        }
    }
}
