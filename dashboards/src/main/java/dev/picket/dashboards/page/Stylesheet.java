package dev.picket.dashboards.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The one stylesheet, put into every page, and its hash for the content security policy.
public final class Stylesheet {

    private static final String CSS = read();

    private Stylesheet() {}

    /// The text between `style` tags.
    public static String css() {
        return CSS;
    }

    /// The source expression that allows exactly this stylesheet.
    public static String policySource() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(CSS.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String read() {
        try (InputStream stream = Stylesheet.class.getResourceAsStream("picket.css")) {
            if (stream == null) {
                throw new IllegalStateException("picket.css is missing from the module");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
