package dev.picket.alerting.deliver;

import dev.picket.alerting.sink.Sink;
import dev.picket.alerting.store.Outbox;
import dev.picket.model.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the outbox: one virtual thread for each sink, so that a sink that hangs holds up no
/// other. What was tried is handed back and recorded there before the next page of the sink leaves.
/// Where time is not the machine's, the caller has what is due delivered instead.
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    /// The longest a worker sleeps before it looks at the outbox again.
    private static final Duration SLEEP_MAX = Duration.ofSeconds(5);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
    /// Pages that a caller has delivered to one sink in one go; the rest wait for the next.
    private static final int IN_ONE_GO_MAX = 1_000;

    private final Transport transport;
    private final List<SinkTurn> turns;
    private final List<Worker> workers = new ArrayList<>();
    /// Whether a page may wait; asked by one who delivers on a thread of the caller's.
    private volatile boolean waiting = true;

    /// What a notifier works with; `record` stores an attempt and must not return before it has.
    public record Parts(Outbox outbox, List<Sink> sinks, Clock clock, RetryPolicy retry,
            RandomGenerator random, Consumer<Attempt> record) {
        public Parts {
            sinks = List.copyOf(sinks);
        }
    }

    /// Delivers over HTTP.
    public Notifier(Parts parts) {
        this(parts, new HttpDelivery(parts.retry().timeLimit()));
    }

    /// Delivers by `transport`, which it closes in the end.
    public Notifier(Parts parts, Transport transport) {
        this.transport = transport;
        this.turns = parts.sinks().stream().map(sink -> new SinkTurn(parts, sink, transport))
                .toList();
    }

    public void start() {
        for (SinkTurn turn : turns) {
            Worker worker = new Worker(turn);
            workers.add(worker);
            worker.thread.start();
        }
    }

    /// New pages may stand in the outbox.
    public void wake() {
        waiting = true;
        workers.forEach(worker -> worker.wakeUps.release());
    }

    /// Tries, on this thread, what is due before `until`, sink by sink; how long until more may be
    /// due, empty where no page waits. Free where none waits.
    public Optional<Duration> deliverDue(Clock clock, Instant until) throws InterruptedException {
        if (!waiting) {
            return Optional.empty();
        }
        waiting = false;
        Optional<Duration> least = Optional.empty();
        for (SinkTurn turn : turns) {
            Optional<Duration> wait = Optional.of(Duration.ZERO);
            for (int count = 0; count < IN_ONE_GO_MAX && clock.wall().isBefore(until)
                    && wait.filter(Duration::isZero).isPresent(); count++) {
                wait = turn.step();
            }
            least = Stream.concat(least.stream(), wait.stream()).min(Comparator.naturalOrder());
            waiting |= wait.isPresent();
        }
        return least;
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
        transport.close();
    }

    private static final class Worker {
        private final SinkTurn turn;
        private final Semaphore wakeUps = new Semaphore(0);
        private final Thread thread;

        private Worker(SinkTurn turn) {
            this.turn = turn;
            this.thread = Thread.ofVirtual().name("pages-to-" + turn.sinkName())
                    .unstarted(this::run);
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
                Duration wait = turn.step().orElse(SLEEP_MAX);
                if (wait.isPositive()) {
                    sleep(wait);
                }
            } catch (RuntimeException e) {
                LOG.warn("pages to {} are held up and tried again in {} s: {}", turn.sinkName(),
                        SLEEP_MAX.toSeconds(), e.toString());
                sleep(SLEEP_MAX);
            }
        }

        private void sleep(Duration wait) throws InterruptedException {
            Duration bounded = wait.compareTo(SLEEP_MAX) < 0 ? wait : SLEEP_MAX;
            if (wakeUps.tryAcquire(bounded.toNanos() + 1, TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        }
    }
}
