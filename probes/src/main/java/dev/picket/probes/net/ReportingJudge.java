package dev.picket.probes.net;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/// A trust manager that refuses nobody and keeps with the session what the one inside refused.
final class ReportingJudge extends SecondJudge {

    private static final String FLAW = "picket.flaw";

    private final CertificateJudge judge;

    ReportingJudge(CertificateJudge judge) {
        super(judge);
        this.judge = judge;
    }

    /// What was wrong with the certificate of a session that was made under such a manager.
    static Optional<Fault.OfTarget> flaw(SSLSession session) {
        return session.getValue(FLAW) instanceof Fault.OfTarget flaw
                ? Optional.of(flaw)
                : Optional.empty();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        try {
            judge.checkServerTrusted(chain, authType, engine);
        } catch (RefusedCertificate refused) {
            engine.getHandshakeSession().putValue(FLAW,
                    new Fault.OfTarget(refused.code(), refused.seen()));
        }
    }
}
