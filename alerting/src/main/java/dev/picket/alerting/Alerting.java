package dev.picket.alerting;

import dev.picket.alerting.book.Decision;
import dev.picket.alerting.book.IncidentBook;
import dev.picket.alerting.deliver.Attempt;
import dev.picket.alerting.deliver.Notifier;
import dev.picket.alerting.deliver.Transport;
import dev.picket.alerting.sink.Sink;
import dev.picket.alerting.store.EventLog;
import dev.picket.alerting.store.Outbox;
import dev.picket.alerting.store.OutboxState;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.result.ExpiringCertificate;
import dev.picket.model.time.Clock;
import dev.picket.platform.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes findings and people's commands, keeps the incident event log, and has pages delivered.
///
/// One lock makes it a single writer. A decision's events and pages are committed together before a
/// listener or a sink sees them pass; where the database fails, decisions wait in memory (at most
/// [#UNSAVED_MAX], more are dropped and counted) and are committed as soon as it works again.
public final class Alerting implements Consumer<Finding>, AutoCloseable {
    public static final int UNSAVED_MAX = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);

    private final Clock clock;
    private final Database database;
    private final EventLog log;
    private final Outbox outbox;
    private final IncidentBook book;
    private final Notifier notifier;
    private final Thread ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<IncidentEvent>> listeners = new ArrayList<>();
    private final Deque<Decision> unsaved = new ArrayDeque<>();
    private long dropped;

    private Alerting(Database database, List<Sink> sinks, Clock clock,
            AlertingSettings settings, Optional<Transport> transport) {
        this.clock = clock;
        this.database = database;
        this.log = new EventLog(database);
        this.outbox = new Outbox(database);
        this.book = new IncidentBook(sinks.stream().map(Sink::name).toList(), settings.origin());
        Notifier.Parts parts = new Notifier.Parts(outbox, sinks, clock, settings.retry(),
                settings.random(), this::record);
        this.notifier = transport.map(given -> new Notifier(parts, given))
                .orElseGet(() -> new Notifier(parts));
        this.ticker = Thread.ofVirtual().name("alerting-tick").unstarted(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(settings.tickEvery().toNanos());
                tick();
            }
        });
    }

    /// Migrates and replays `database` (which stays the caller's to close), then begins to deliver.
    public static Alerting open(Database database, List<Sink> sinks, Clock clock,
            AlertingSettings settings) {
        Alerting alerting = replayed(database, sinks, clock, settings, Optional.empty());
        alerting.notifier.start();
        alerting.ticker.start();
        return alerting;
    }

    /// The same on the time of a caller with one thread, such as a simulation's: nothing happens by
    /// itself. [#tick] and [#deliver] are called instead, and pages leave by `transport`.
    public static Alerting onCallersTime(Database database, List<Sink> sinks, Clock clock,
            AlertingSettings settings, Transport transport) {
        return replayed(database, sinks, clock, settings, Optional.of(transport));
    }

    private static Alerting replayed(Database database, List<Sink> sinks, Clock clock,
            AlertingSettings settings, Optional<Transport> transport) {
        database.migrate("alerting");
        Alerting alerting = new Alerting(database, sinks, clock, settings, transport);
        alerting.log.replay(alerting.book::fold);
        alerting.book.restarted(clock.wall());
        return alerting;
    }

    /// What the detector says.
    @Override
    public void accept(Finding finding) {
        locked(() -> carryOut(book.apply(finding, clock.wall())));
    }

    /// What a probe saw of a certificate.
    public void accept(ExpiringCertificate seen) {
        locked(() -> carryOut(book.apply(seen, clock.wall())));
    }

    /// What people do; whether it changed anything.
    public boolean command(OperatorCommand command) {
        lock.lock();
        try {
            Decision decision = book.apply(command, clock.wall());
            carryOut(decision);
            return !decision.isNothing();
        } finally {
            lock.unlock();
        }
    }

    /// Gives `listener` the whole history, then every event as it is committed. It is called under
    /// the lock and must be quick.
    public void addListener(Consumer<IncidentEvent> listener) {
        locked(() -> {
            log.replay(listener);
            unsaved.forEach(decision -> decision.events().forEach(listener));
            listeners.add(listener);
        });
    }

    public List<Incident> openIncidents() {
        lock.lock();
        try {
            return book.openIncidents();
        } finally {
            lock.unlock();
        }
    }

    /// The events of one incident, oldest first.
    public List<IncidentEvent> events(String incidentId) {
        return log.of(incidentId);
    }

    /// Writes a made-up past, oldest first, into an empty log; pages nobody. Whether the log was
    /// empty and took it.
    public boolean seedHistory(List<IncidentEvent> events) {
        lock.lock();
        try {
            if (!unsaved.isEmpty() || !log.isEmpty()) {
                return false;
            }
            events.forEach(book::fold);
            book.restarted(clock.wall());
            carryOut(new Decision(events, List.of()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Pages by state, such as `pending` and `accepted`.
    public Map<String, Long> pagesByState() {
        return outbox.countByState();
    }

    /// Decisions lost because the database failed for too long.
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /// What time alone brings; on the machine's time it is called by itself every `tickEvery`.
    public void tick() {
        locked(() -> carryOut(book.tick(clock.wall())));
    }

    /// Tries, on the caller's thread, the pages that are due before `until`; how long until more
    /// may be due, empty where none waits.
    public Optional<Duration> deliver(Instant until) throws InterruptedException {
        return notifier.deliverDue(clock, until);
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private void carryOut(Decision decision) {
        if (!decision.isNothing()) {
            if (unsaved.size() < UNSAVED_MAX) {
                unsaved.add(decision);
            } else {
                dropped++;
            }
        }
        if (!unsaved.isEmpty()) {
            save();
        }
        decision.events().forEach(this::tell);
        if (!decision.pages().isEmpty()) {
            notifier.wake();
        }
    }

    private void save() {
        try {
            database.jdbi().useTransaction(handle -> {
                for (Decision decision : unsaved) {
                    log.append(handle, decision.events());
                    decision.pages().forEach(page -> outbox.enqueue(handle, page));
                }
            });
            unsaved.clear();
            notifier.wake();
        } catch (JdbiException e) {
            LOG.error("{} decisions wait for the database, which fails: {}", unsaved.size(),
                    e.toString());
        }
    }

    private void tell(IncidentEvent event) {
        for (Consumer<IncidentEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("a listener failed at an event of {}", event.incidentId(), e);
            }
        }
    }

    /// Stores an attempt and what becomes of its page in one transaction. A database failure goes
    /// back to the worker, which sends the page again later: at least once, under the same key.
    private void record(Attempt attempt) {
        IncidentEvent.PageAttempted event = new IncidentEvent.PageAttempted(
                attempt.row().page().incident().id(), attempt.at(), attempt.row().page().sink(),
                attempt.row().page().dedupKey(), attempt.row().page().action(),
                attempt.accepted(), attempt.failure());
        locked(() -> {
            database.jdbi().useTransaction(handle -> {
                log.append(handle, List.of(event));
                attempt.retryAt().ifPresentOrElse(
                        at -> outbox.postpone(handle, attempt.row(), at,
                                attempt.failure().orElse(FailureCode.PAGER_ERROR)),
                        () -> outbox.finish(handle, attempt.row(), finalState(attempt),
                                attempt.failure()));
            });
            book.fold(event);
            tell(event);
        });
    }

    private static OutboxState finalState(Attempt attempt) {
        if (attempt.accepted()) {
            return OutboxState.ACCEPTED;
        }
        return attempt.failure().filter(FailureCode.PAGER_REFUSED::equals).isPresent()
                ? OutboxState.REFUSED
                : OutboxState.ABANDONED;
    }

    @Override
    public void close() {
        ticker.interrupt();
        notifier.close();
        try {
            ticker.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        locked(() -> {
            if (!unsaved.isEmpty()) {
                save();
            }
        });
    }
}
