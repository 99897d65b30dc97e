package dev.picket.alerting.sink;

import java.net.URI;
import java.util.Map;

/// One HTTP POST of JSON.
public record SinkRequest(URI url, Map<String, String> headers, String body) {
    public SinkRequest {
        headers = Map.copyOf(headers);
    }

    /// Headers may hold secrets and stay out of every log.
    @Override
    public String toString() {
        return "POST " + url.getScheme() + "://" + url.getAuthority() + " (" + body.length()
                + " characters)";
    }
}
