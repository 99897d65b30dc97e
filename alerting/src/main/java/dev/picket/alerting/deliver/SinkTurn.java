package dev.picket.alerting.deliver;

import dev.picket.alerting.sink.Sink;
import dev.picket.alerting.store.OutboxRow;
import dev.picket.model.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The pages of one sink, one at a time: which is due, and what an attempt makes of it. It waits
/// for nothing but its transport.
final class SinkTurn {

    private final Notifier.Parts parts;
    private final Sink sink;
    private final Transport transport;
    private Instant pausedUntil = Instant.MIN;

    SinkTurn(Notifier.Parts parts, Sink sink, Transport transport) {
        this.parts = parts;
        this.sink = sink;
        this.transport = transport;
    }

    String sinkName() {
        return sink.name();
    }

    /// Tries the page that is due and has it recorded; how long until the next may be due, zero
    /// where one was tried, and empty where none waits.
    Optional<Duration> step() throws InterruptedException {
        Optional<OutboxRow> next = parts.outbox().next(sink.name());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Duration wait = untilDue(next.get());
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        parts.record().accept(attempt(next.get()));
        return Optional.of(Duration.ZERO);
    }

    private Duration untilDue(OutboxRow row) {
        Instant due = row.nextAttemptAt().isAfter(pausedUntil)
                ? row.nextAttemptAt()
                : pausedUntil;
        return Duration.between(parts.clock().wall(), due);
    }

    private Attempt attempt(OutboxRow row) throws InterruptedException {
        Instant begun = parts.clock().wall();
        Delivery delivery = transport.deliver(sink.request(row.messageId(), row.page(), begun));
        Instant now = parts.clock().wall();
        return switch (delivery) {
            case Delivery.Accepted() ->
                new Attempt(row, now, true, Optional.empty(), Optional.empty());
            case Delivery.Refused(FailureCode code) ->
                new Attempt(row, now, false, Optional.of(code), Optional.empty());
            case Delivery.TryAgain(FailureCode code, Optional<Duration> pause) -> {
                Instant retryAt = now.plus(pause.map(parts.retry()::pause).orElseGet(
                        () -> parts.retry().delay(row.attempts() + 1,
                                parts.random().nextDouble())));
                pause.ifPresent(_ -> pausedUntil = retryAt);
                boolean hopeless = retryAt.isAfter(
                        row.page().enqueuedAt().plus(parts.retry().abandonAfter()));
                yield new Attempt(row, now, false, Optional.of(code),
                        hopeless ? Optional.empty() : Optional.of(retryAt));
            }
        };
    }
}
