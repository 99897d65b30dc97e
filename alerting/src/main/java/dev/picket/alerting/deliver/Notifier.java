package dev.picket.alerting.deliver;

import dev.picket.alerting.sink.Sink;
import dev.picket.alerting.store.Outbox;
import dev.picket.alerting.store.OutboxRow;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the outbox: one virtual thread for each sink, so that a sink that hangs holds up no
/// other. What was tried is handed back and recorded there before the next page of the sink leaves.
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    /// The longest a worker sleeps before it looks at the outbox again.
    private static final Duration SLEEP_MAX = Duration.ofSeconds(5);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final Parts parts;
    private final HttpDelivery http;
    private final List<Worker> workers = new ArrayList<>();

    /// What a notifier works with; `record` stores an attempt and must not return before it has.
    public record Parts(Outbox outbox, List<Sink> sinks, Clock clock, RetryPolicy retry,
            RandomGenerator random, Consumer<Attempt> record) {
        public Parts {
            sinks = List.copyOf(sinks);
        }
    }

    public Notifier(Parts parts) {
        this.parts = parts;
        this.http = new HttpDelivery(parts.retry().timeLimit());
    }

    public void start() {
        for (Sink sink : parts.sinks()) {
            Worker worker = new Worker(sink);
            workers.add(worker);
            worker.thread.start();
        }
    }

    /// New pages may stand in the outbox.
    public void wake() {
        workers.forEach(worker -> worker.wakeUps.release());
    }

    /// An attempt under way is broken off; its page stays pending and is sent at the next start.
    @Override
    public void close() {
        workers.forEach(worker -> worker.thread.interrupt());
        try {
            for (Worker worker : workers) {
                worker.thread.join(CLOSE_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private final class Worker {
        private final Sink sink;
        private final Semaphore wakeUps = new Semaphore(0);
        private final Thread thread;
        private Instant pausedUntil = Instant.MIN;

        private Worker(Sink sink) {
            this.sink = sink;
            this.thread = Thread.ofVirtual().name("pages-to-" + sink.name()).unstarted(this::run);
        }

        private void run() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    step();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void step() throws InterruptedException {
            try {
                Optional<OutboxRow> next = parts.outbox().next(sink.name());
                Duration wait = next.map(this::untilDue).orElse(SLEEP_MAX);
                if (wait.isPositive()) {
                    sleep(wait);
                } else if (next.isPresent()) {
                    parts.record().accept(attempt(next.get()));
                }
            } catch (RuntimeException e) {
                LOG.warn("pages to {} are held up and tried again in {} s: {}", sink.name(),
                        SLEEP_MAX.toSeconds(), e.toString());
                sleep(SLEEP_MAX);
            }
        }

        private Duration untilDue(OutboxRow row) {
            Instant due = row.nextAttemptAt().isAfter(pausedUntil)
                    ? row.nextAttemptAt()
                    : pausedUntil;
            return Duration.between(parts.clock().wall(), due);
        }

        private void sleep(Duration wait) throws InterruptedException {
            Duration bounded = wait.compareTo(SLEEP_MAX) < 0 ? wait : SLEEP_MAX;
            if (wakeUps.tryAcquire(bounded.toNanos() + 1, TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        }

        private Attempt attempt(OutboxRow row) throws InterruptedException {
            Instant begun = parts.clock().wall();
            Delivery delivery = http
                    .deliver(sink.request(row.messageId(), row.page(), begun));
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
}
