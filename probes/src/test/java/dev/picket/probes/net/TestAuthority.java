package dev.picket.probes.net;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority of tests, and the servers it signs certificates for.
public final class TestAuthority {

    private static final char[] PASSWORD = "test".toCharArray();

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate root;
    private long serial = 1;

    public TestAuthority(String commonName) {
        this.name = new X500Name("CN=" + commonName);
        this.keys = keys();
        this.root = certificate(name, keys, Duration.ofDays(365), builder -> builder
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    /// The TLS of a server whose certificate is for `host` and valid for `left` from now on.
    public SSLContext server(String host, Duration left) {
        KeyPair own = keys();
        int kind = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
        X509Certificate certificate = certificate(new X500Name("CN=" + host), own, left,
                builder -> builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(kind, host))));
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", own.getPrivate(), PASSWORD,
                    List.of(certificate, root).toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory
                    .getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The authority's own certificate, as a settings file would hold it.
    public String pem() {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(root);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    public Trust trust() {
        return Trust.of(pem()).orElseThrow();
    }

    private interface Extending {
        void on(JcaX509v3CertificateBuilder builder) throws CertIOException;
    }

    private X509Certificate certificate(X500Name subject, KeyPair of, Duration left,
            Extending extending) {
        Instant end = Instant.now().plus(left);
        Instant start = end.minus(Duration.ofDays(400));
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name,
                    BigInteger.valueOf(serial++), Date.from(start), Date.from(end),
                    subject, of.getPublic());
            extending.on(builder);
            return new JcaX509CertificateConverter().getCertificate(builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
