package dev.picket.platform.settings;

import dev.picket.platform.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an HTTP probe asks for and what it takes for good.
///
/// @param url `http` or `https`, with a host
/// @param expected statuses that are good
/// @param text a text that must be in the first 64 KiB of the body; any body is good without
/// @param redirectsMax how many redirects are followed; with 0 a redirect is an answer as others
/// @param authorities certificates (PEM) trusted instead of this machine's own
/// @param certificateWarning a certificate that expires within this is warned of
public record HttpProfile(URI url, Version version, List<Statuses> expected,
        Optional<String> text, int redirectsMax, Optional<Secret> authorities,
        Duration certificateWarning) {

    /// Redirects that may be followed at most.
    public static final int REDIRECTS_MAX = 10;
    /// Characters of the text looked for.
    public static final int TEXT_CHARS_MAX = 1_000;
    public static final Duration CERTIFICATE_WARNING = Duration.ofDays(14);

    public HttpProfile {
        expected = List.copyOf(expected);
    }

    /// Good with any 2xx.
    public static HttpProfile of(URI url) {
        return new HttpProfile(url, Version.AUTO, List.of(Statuses.SUCCESS), Optional.empty(), 0,
                Optional.empty(), CERTIFICATE_WARNING);
    }

    public boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    public boolean expects(int status) {
        return expected.stream().anyMatch(range -> range.from() <= status && status <= range.to());
    }

    /// The expected statuses as people read them, such as `200-299 or 404`.
    public String expectedText() {
        return expected.stream().map(Statuses::toString).collect(Collectors.joining(" or "));
    }

    /// The versions of HTTP that are offered.
    public enum Version {
        /// HTTP/1.1 alone.
        HTTP_1_1("1.1"),
        /// HTTP/2 alone (RFC 9113), agreed on by ALPN.
        HTTP_2("2"),
        /// What the target prefers of both.
        AUTO("auto");

        private final String label;

        Version(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Version> of(String label) {
            for (Version version : values()) {
                if (version.label.equals(label)) {
                    return Optional.of(version);
                }
            }
            return Optional.empty();
        }
    }

    /// Statuses from one to another, both included.
    public record Statuses(int from, int to) {

        public static final Statuses SUCCESS = new Statuses(200, 299);
        private static final int LEAST = 100;
        private static final int MOST = 599;

        /// Reads `204` or `200-299`.
        public static Optional<Statuses> parse(String text) {
            if (!text.matches("[0-9]{3}(-[0-9]{3})?")) {
                return Optional.empty();
            }
            int from = Integer.parseInt(text.substring(0, 3));
            int to = text.length() == 3 ? from : Integer.parseInt(text.substring(4));
            return from < LEAST || to > MOST || from > to
                    ? Optional.empty()
                    : Optional.of(new Statuses(from, to));
        }

        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }
}
