package dev.picket.probes.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;

/// A trust manager that refuses nobody and keeps with the session what the one inside refused.
final class ReportingJudge extends X509ExtendedTrustManager {

    private static final String FLAW = "picket.flaw";

    private final X509ExtendedTrustManager inside;

    ReportingJudge(X509ExtendedTrustManager inside) {
        this.inside = inside;
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
            inside.checkServerTrusted(chain, authType, engine);
        } catch (RefusedCertificate refused) {
            engine.getHandshakeSession().putValue(FLAW,
                    new Fault.OfTarget(refused.code(), refused.seen()));
        } catch (CertificateException _) {
            engine.getHandshakeSession().removeValue(FLAW);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return inside.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        inside.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        inside.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        inside.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        inside.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        inside.checkClientTrusted(chain, authType, engine);
    }
}
