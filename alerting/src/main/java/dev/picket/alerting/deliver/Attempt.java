package dev.picket.alerting.deliver;

import dev.picket.alerting.store.OutboxRow;
import dev.picket.model.failure.FailureCode;
import java.time.Instant;
import java.util.Optional;

/// One attempt to deliver a page and what is to become of the page: `retryAt` is empty where the
/// attempt was the last.
public record Attempt(OutboxRow row, Instant at, boolean accepted, Optional<FailureCode> failure,
        Optional<Instant> retryAt) {}
