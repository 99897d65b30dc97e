package dev.picket.probes.machine.standin;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parameters of a request's address.
final class Query {

    private Query() {}

    static Map<String, String> of(URI uri) {
        Map<String, String> parameters = new TreeMap<>();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)),
                        decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /// The number in `text`, kept within the bounds; the lower one where it is no number.
    static long wholeNumber(String text, long lowest, long highest) {
        try {
            return Math.clamp(Long.parseLong(text), lowest, highest);
        } catch (NumberFormatException _) {
            return lowest;
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
