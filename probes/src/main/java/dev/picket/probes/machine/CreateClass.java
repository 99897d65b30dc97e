package dev.picket.probes.machine;

import java.util.List;
import java.util.Locale;

/// What an answer to *create* means. The body is read before the status, because the service gives
/// capacity errors under 400, 409, 412 and others.
enum CreateClass {
    /// A Machine exists; nothing is said of its start.
    CREATED,
    /// No room.
    CAPACITY,
    /// Our credentials, quota or request.
    OURS,
    /// We were too fast.
    RATE_LIMITED,
    /// The Machine may or may not exist.
    AMBIGUOUS,
    /// The service failed.
    SERVER_ERROR;

    private static final List<String> CAPACITY_MARKERS = List.of("insufficient_capacity",
            "no capacity", "could not reserve resource", "insufficient resources",
            "insufficient memory", "insufficient cpu");
    private static final List<String> OUR_MARKERS = List.of("over the allowed quota",
            "machine limit");

    static CreateClass of(int status, String body) {
        String text = body.toLowerCase(Locale.ROOT);
        if (status / 100 == 2) {
            return CREATED;
        }
        if (OUR_MARKERS.stream().anyMatch(text::contains)) {
            return OURS;
        }
        if (CAPACITY_MARKERS.stream().anyMatch(text::contains)) {
            return CAPACITY;
        }
        return byStatus(status);
    }

    private static CreateClass byStatus(int status) {
        return switch (status) {
            case 408 -> AMBIGUOUS;
            case 429 -> RATE_LIMITED;
            default -> status >= 500 ? SERVER_ERROR : OURS;
        };
    }
}
