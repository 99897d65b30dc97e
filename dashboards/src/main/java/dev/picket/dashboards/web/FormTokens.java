package dev.picket.dashboards.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that prove a form came from a page of ours: an HMAC-SHA256 over the browser's session and
/// the form's subject, under a key that lives as long as the process. Another site can make a
/// browser send the cookie, but it cannot read the token.
final class FormTokens {

    private static final int KEY_BYTES = 32;
    private static final int SESSION_BYTES = 18;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    FormTokens() {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String newSession() {
        byte[] session = new byte[SESSION_BYTES];
        random.nextBytes(session);
        return TEXT.encodeToString(session);
    }

    String token(String session, String subject) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return TEXT.encodeToString(
                    mac.doFinal((session + "\n" + subject).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    boolean isGenuine(String token, String session, String subject) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                token(session, subject).getBytes(StandardCharsets.UTF_8));
    }
}
