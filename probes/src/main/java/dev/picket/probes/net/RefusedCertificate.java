package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import java.security.cert.CertificateException;

/// A certificate chain that is not accepted, and why.
final class RefusedCertificate extends CertificateException {

    private final transient FailureCode code;

    RefusedCertificate(FailureCode code, String seen, CertificateException cause) {
        super(seen, cause);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }

    String seen() {
        return String.valueOf(getMessage());
    }
}
