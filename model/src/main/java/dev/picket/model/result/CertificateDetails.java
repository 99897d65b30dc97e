package dev.picket.model.result;

/// What the details of a result say of the certificates that were seen, and warn of.
public final class CertificateDetails {

    /// When the first certificate of the chain expires, ISO-8601.
    public static final String EXPIRES_AT = "certificateExpiresAt";
    /// Whole days until then.
    public static final String DAYS_LEFT = "certificateDaysLeft";
    /// The key of trouble that is to come though the run was good.
    public static final String WARNING = "warning";
    /// The value of [#WARNING] where less time is left than the target asks for.
    public static final String EXPIRES_SOON = "CERT_EXPIRES_SOON";

    private CertificateDetails() {}
}
