package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// A trust manager that says why it refuses. It accepts exactly what the one inside accepts.
///
/// The one inside judges trust, validity and name in one call. Where it refuses, it is asked again
/// without the name: if it then accepts, the name was wrong. No text of an error is read.
final class CertificateJudge extends SecondJudge {

    private static final int CAUSES_MAX = 8;

    CertificateJudge(X509ExtendedTrustManager inside) {
        super(inside);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws RefusedCertificate {
        try {
            inside().checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refusal) {
            throw judged(chain, authType, refusal);
        }
    }

    private RefusedCertificate judged(X509Certificate[] chain, String authType,
            CertificateException refusal) {
        String subject = chain[0].getSubjectX500Principal().getName();
        if (isOutOfTime(refusal)) {
            return new RefusedCertificate(FailureCode.TLS_EXPIRED, subject + " is valid from "
                    + chain[0].getNotBefore().toInstant() + " to "
                    + chain[0].getNotAfter().toInstant(), refusal);
        }
        try {
            inside().checkServerTrusted(chain, authType);
        } catch (CertificateException _) {
            return new RefusedCertificate(FailureCode.TLS_UNTRUSTED, subject + " is signed by "
                    + chain[chain.length - 1].getIssuerX500Principal().getName(), refusal);
        }
        return new RefusedCertificate(FailureCode.TLS_NAME_MISMATCH,
                "the certificate is of " + subject, refusal);
    }

    private static boolean isOutOfTime(Throwable refusal) {
        Throwable at = refusal;
        for (int i = 0; at != null && i < CAUSES_MAX; i++) {
            if (at instanceof CertificateExpiredException
                    || at instanceof CertificateNotYetValidException) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
