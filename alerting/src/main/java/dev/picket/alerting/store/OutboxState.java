package dev.picket.alerting.store;

import java.util.Locale;

/// Where a page in the outbox stands; all but the first are final.
public enum OutboxState {
    /// Not yet accepted; it will be tried.
    PENDING,
    /// The receiver has it.
    ACCEPTED,
    /// The receiver will never take it.
    REFUSED,
    /// Overtaken by a later page, or too old to be of use.
    ABANDONED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
