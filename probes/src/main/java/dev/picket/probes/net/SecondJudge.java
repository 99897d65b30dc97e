package dev.picket.probes.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// A trust manager that asks the one inside. What it makes of a server's certificate in a handshake
/// is for each to say; all else is left to the one inside.
abstract class SecondJudge extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager inside;

    SecondJudge(X509ExtendedTrustManager inside) {
        this.inside = inside;
    }

    final X509ExtendedTrustManager inside() {
        return inside;
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
