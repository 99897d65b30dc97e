package dev.picket.probes.wireguard;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.conscrypt.Conscrypt;
import org.conscrypt.OpenSSLX25519PrivateKey;
import org.conscrypt.OpenSSLX25519PublicKey;

/// X25519 by Conscrypt, that is BoringSSL. Its own key classes take the 32 raw bytes; reading a
/// private key from its standard encoding (RFC 8410) would compute the public key each time, a
/// third of the whole agreement again.
final class ConscryptCrypto implements Crypto {

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
        OpenSSLX25519PrivateKey own = new OpenSSLX25519PrivateKey(privateKey.clone());
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("XDH", provider);
            agreement.init(own);
            agreement.doPhase(new OpenSSLX25519PublicKey(publicKey.clone()), true);
            byte[] shared = agreement.generateSecret();
            return isZero(shared) ? Optional.empty() : Optional.of(shared);
        } catch (InvalidKeyException | IllegalStateException _) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Conscrypt refused X25519", impossible);
        } finally {
            own.destroy();
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

    private static byte[] basePoint() {
        byte[] point = new byte[Keys.LENGTH];
        point[0] = 9;
        return point;
    }
}
