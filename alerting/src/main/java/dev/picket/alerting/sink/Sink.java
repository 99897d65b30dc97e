package dev.picket.alerting.sink;

import dev.picket.alerting.book.Page;
import java.time.Instant;

/// A receiver of pages: how a page is put to it. Pure; delivery is elsewhere.
public interface Sink {
    /// The name in the log, the outbox and metrics.
    String name();

    /// The request that delivers `page` at `now`. `messageId` is the same in every attempt.
    SinkRequest request(String messageId, Page page, Instant now);
}
