package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import java.util.Optional;

/// One initiation of a session and what became of it.
final class Attempt {

    private final Initiation initiation;
    private final boolean withCookie;
    private Optional<MonotonicInstant> sentAt = Optional.empty();
    private boolean unreachable;

    Attempt(Initiation initiation, boolean withCookie) {
        this.initiation = initiation;
        this.withCookie = withCookie;
    }

    Initiation initiation() {
        return initiation;
    }

    boolean withCookie() {
        return withCookie;
    }

    void sent(MonotonicInstant at) {
        sentAt = Optional.of(at);
    }

    Optional<MonotonicInstant> sentAt() {
        return sentAt;
    }

    void answeredUnreachable() {
        unreachable = true;
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
