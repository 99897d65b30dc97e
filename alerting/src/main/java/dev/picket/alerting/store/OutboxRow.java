package dev.picket.alerting.store;

import dev.picket.alerting.book.Page;
import java.time.Instant;

/// A page in the outbox: `id` is its number, stable over all attempts.
public record OutboxRow(long id, Page page, int attempts, Instant nextAttemptAt) {
    /// Unique over all databases, and the same in every attempt: what receivers drop repeats by.
    public String messageId() {
        return "page-" + id + "-" + EpochNanos.of(page.enqueuedAt());
    }
}
