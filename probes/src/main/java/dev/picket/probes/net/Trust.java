package dev.picket.probes.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whose signature of a certificate is believed.
public final class Trust {

    private final CertificateJudge judge;
    private final TrustManager manager;

    private Trust(CertificateJudge judge, TrustManager manager) {
        this.judge = judge;
        this.manager = manager;
    }

    /// One that believes everybody, and says of whom this one would not.
    public Trust reporting() {
        return new Trust(judge, new ReportingJudge(judge));
    }

    /// The authorities that this machine's Java trusts.
    public static Trust system() {
        return OfThisMachine.TRUST;
    }

    private static final class OfThisMachine {
        static final Trust TRUST = of((KeyStore) null);
    }

    /// The certificates in `pem` and no others; empty where there is none in it.
    public static Optional<Trust> of(String pem) {
        try {
            Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : read) {
                store.setCertificateEntry("authority " + number++, certificate);
            }
            return Optional.of(of(store));
        } catch (CertificateException _) {
            return Optional.empty();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an empty key store cannot be made", e);
        }
    }

    private static Trust of(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory
                    .getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    CertificateJudge judge = new CertificateJudge(extended);
                    return new Trust(judge, judge);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java trusts nobody", e);
        }
        throw new IllegalStateException("this Java has no trust manager for X.509");
    }

    TrustManager manager() {
        return manager;
    }
}
