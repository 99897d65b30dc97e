package dev.picket.probes.wireguard;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.conscrypt.Conscrypt;

/// X25519 by Conscrypt, that is BoringSSL. Keys cross its boundary in their standard encodings
/// (RFC 8410): a constant prefix and the 32 raw bytes.
final class ConscryptCrypto implements Crypto {

    private static final byte[] PUBLIC_PREFIX = HexFormat.of()
            .parseHex("302a300506032b656e032100");
    private static final byte[] PRIVATE_PREFIX = HexFormat.of()
            .parseHex("302e020100300506032b656e04220420");
    private static final byte[] BASE_POINT = basePoint();

    private final Provider provider;

    private ConscryptCrypto(Provider provider) {
        this.provider = provider;
    }

    /// Conscrypt, if its native library loads here and agrees with Bouncy Castle.
    static Optional<ConscryptCrypto> load() {
        try {
            if (!Conscrypt.isAvailable()) {
                return Optional.empty();
            }
            ConscryptCrypto crypto = new ConscryptCrypto(Conscrypt.newProvider());
            byte[] alice = HexFormat.of().parseHex(
                    "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
            return crypto.isRight(alice) ? Optional.of(crypto) : Optional.empty();
        } catch (LinkageError | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private boolean isRight(byte[] privateKey) {
        return Arrays.equals(publicKeyOf(privateKey),
                new BouncyCastleCrypto().publicKeyOf(privateKey));
    }

    @Override
    public String label() {
        return "Conscrypt";
    }

    @Override
    public Optional<byte[]> agree(byte[] privateKey, byte[] publicKey) {
        byte[] encodedPrivate = prefixed(PRIVATE_PREFIX, privateKey);
        try {
            KeyFactory factory = KeyFactory.getInstance("XDH", provider);
            KeyAgreement agreement = KeyAgreement.getInstance("XDH", provider);
            agreement.init(factory.generatePrivate(new PKCS8EncodedKeySpec(encodedPrivate)));
            agreement.doPhase(factory.generatePublic(
                    new X509EncodedKeySpec(prefixed(PUBLIC_PREFIX, publicKey))), true);
            byte[] shared = agreement.generateSecret();
            return isZero(shared) ? Optional.empty() : Optional.of(shared);
        } catch (InvalidKeyException | IllegalStateException _) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Conscrypt refused X25519", impossible);
        } finally {
            Arrays.fill(encodedPrivate, (byte) 0);
        }
    }

    @Override
    public byte[] publicKeyOf(byte[] privateKey) {
        return agree(privateKey, BASE_POINT)
                .orElseThrow(() -> new IllegalStateException("the base point has full order"));
    }

    private static boolean isZero(byte[] bytes) {
        int any = 0;
        for (byte b : bytes) {
            any |= b;
        }
        return any == 0;
    }

    private static byte[] prefixed(byte[] prefix, byte[] raw) {
        byte[] all = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, all, prefix.length, raw.length);
        return all;
    }

    private static byte[] basePoint() {
        byte[] point = new byte[Keys.LENGTH];
        point[0] = 9;
        return point;
    }
}
