package dev.picket.probes.wireguard;

import java.util.Map;

/// The two verdicts of one run, which its details carry: they differ where a packet was lost and a
/// later attempt came through.
///
/// @param user whether the first initiation was answered in time: all that a client gets, which
///        gives up after 5 s and repeats a lost initiation after as long; or whether the gateway
///        initiated itself before a second one of ours left
/// @param path whether any was; both only where the stages inside the tunnel, if there are any,
///        passed too
public record SessionVerdicts(boolean user, boolean path) {

    public static final String USER = "user";
    public static final String PATH = "path";
    public static final String GOOD = "good";
    public static final String FAILED = "failed";
    /// Nothing was answered.
    public static final SessionVerdicts NONE = new SessionVerdicts(false, false);
    private static final String FIRST_ATTEMPT = "firstAttempt";

    public void addTo(Map<String, String> details) {
        details.put(USER, word(user));
        details.put(PATH, word(path));
        details.put(FIRST_ATTEMPT, word(user));
    }

    private static String word(boolean good) {
        return good ? GOOD : FAILED;
    }
}
