package dev.picket.alerting.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.alerting.book.Page;
import dev.picket.alerting.page.PageText;
import dev.picket.platform.json.Json;
import dev.picket.platform.yaml.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A signed webhook (Standard Webhooks 1.0.0): `webhook-signature: v1,` and the base64 of
/// HMAC-SHA256 over `id.timestamp.body`. The id is the same in every attempt of a page.
public final class WebhookSink implements Sink {
    private static final String SECRET_PREFIX = "whsec_";
    private static final int KEY_BYTES_MIN = 24;
    private static final int KEY_BYTES_MAX = 64;

    private final URI url;
    private final byte[] key;
    private final Optional<URI> screens;

    /// `secret` is `whsec_` and the base64 of 24 to 64 bytes.
    public WebhookSink(URI url, Secret secret, Optional<URI> screens) {
        this.url = url;
        this.key = key(secret).orElseThrow(() -> new IllegalArgumentException(
                "a webhook secret is whsec_ and the base64 of 24 to 64 bytes"));
        this.screens = screens;
    }

    /// The signing key that `secret` writes; empty where it has not the form.
    public static Optional<byte[]> key(Secret secret) {
        String text = secret.reveal();
        try {
            return Optional
                    .of(Base64.getDecoder().decode(text.startsWith(SECRET_PREFIX)
                            ? text.substring(SECRET_PREFIX.length())
                            : text))
                    .filter(key -> key.length >= KEY_BYTES_MIN && key.length <= KEY_BYTES_MAX);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public SinkRequest request(String messageId, Page page, Instant now) {
        String body = body(page).toString();
        String timestamp = Long.toString(now.getEpochSecond());
        String signature = sign(messageId + "." + timestamp + "." + body);
        return new SinkRequest(url, Map.of("Content-Type", "application/json", "webhook-id",
                messageId, "webhook-timestamp", timestamp, "webhook-signature", "v1," + signature),
                body);
    }

    private ObjectNode body(Page page) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("type", "incident." + page.action().label());
        body.put("timestamp", page.enqueuedAt().toString());
        ObjectNode data = body.putObject("data");
        data.put("dedupKey", page.dedupKey());
        data.put("summary", PageText.summary(page.incident()));
        data.put("text", PageText.full(page.incident()));
        screens.ifPresent(base -> data.put("url",
                IncidentLink.of(base, page.incident().id()).toString()));
        data.set("incident", PageFacts.incident(page.incident()));
        return body;
    }

    private String sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
