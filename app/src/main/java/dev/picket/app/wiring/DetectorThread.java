package dev.picket.app.wiring;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorMemory;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.Tallies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that owns the detector. Results and rounds reach it by a bounded queue; a full
/// queue drops and counts, and the next round of each vantage says so as a fault of our own.
public final class DetectorThread implements AutoCloseable {

    /// Messages waiting at most: ten seconds of 10,000 paths at one round a second.
    public static final int QUEUE_MAX = 100_000;
    /// Faults waiting to be accepted, at most: more than can be open at once.
    private static final int ACCEPTED_MAX = 1_000;
    private static final long WAIT_MILLIS = 20;
    private static final long STOP_MILLIS_MAX = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(DetectorThread.class);

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    /// Faults that people accepted; apart, because a person's word must not be lost.
    private final BlockingQueue<Long> accepted = new ArrayBlockingQueue<>(ACCEPTED_MAX);
    private final LongAdder dropped = new LongAdder();
    private final Line line;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopping;
    private long droppedTold;
    private Duration rememberAfter;

    private sealed interface Message {
        record Result(ProbeResult result) implements Message {}

        record Round(ProberRound round) implements Message {}
    }

    /// What the thread does with what it is handed.
    ///
    /// @param levels turns the round trips of a result into tallies
    /// @param tick the detector's time step
    /// @param warmUp how long the detector learns before it finds anything
    /// @param memories takes what was learnt, now and then and at the end; must be quick
    public record Line(Detector detector, Levels levels, Duration tick, Duration warmUp,
            Consumer<Finding> findings, Screens screens, Consumer<DetectorMemory> memories) {}

    /// Tallies that need a memory of the path.
    public interface Levels {
        List<RoundTally> tallies(ProbeResult result, long tick);
    }

    /// What people look at.
    public interface Screens {
        void accept(ProbeResult result);

        void accept(ProberRound round);
    }

    private DetectorThread(Line line, Clock clock) {
        this.line = line;
        this.clock = clock;
        this.rememberAfter = BaselineFile.saveAfter(line.warmUp(), Duration.ZERO);
        this.thread = Thread.ofPlatform().name("detector").unstarted(this::run);
    }

    public static DetectorThread start(Line line, Clock clock) {
        DetectorThread started = new DetectorThread(line, clock);
        started.thread.start();
        return started;
    }

    /// Where a prober hands its results and rounds in; never blocks.
    public ProberOutput input() {
        return new ProberOutput(result -> offer(new Message.Result(result)),
                round -> offer(new Message.Round(round)));
    }

    /// Says that an open fault is how things are from now on; never blocks.
    public void accept(long fault) {
        if (!accepted.offer(fault)) {
            LOG.error("Fault {} is not accepted: {} wait before it", fault, ACCEPTED_MAX);
        }
    }

    /// Messages dropped since the start because the queue was full.
    public long dropped() {
        return dropped.sum();
    }

    private void offer(Message message) {
        if (!queue.offer(message)) {
            dropped.increment();
        }
    }

    private void run() {
        long stepNanos = Math.max(1, line.tick().toNanos() / 20);
        Instant next = clock.wall();
        MonotonicInstant remembered = clock.monotonic();
        while (!stopping || !queue.isEmpty()) {
            try {
                Message message = queue.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    guarded(() -> handle(message));
                }
            } catch (InterruptedException _) {
                stopping = true;
            }
            guarded(this::acceptFaults);
            Instant now = clock.wall();
            // A wall clock that steps back must not silence the detector until it caught up again.
            if (!now.isBefore(next) || now.plusNanos(2 * stepNanos).isBefore(next)) {
                next = now.plusNanos(stepNanos);
                guarded(() -> line.detector().advance(now).forEach(line.findings()));
            }
            if (clock.monotonic().nanosSince(remembered) > rememberAfter.toNanos()) {
                remembered = clock.monotonic();
                guarded(this::remember);
            }
        }
        guarded(this::remember);
    }

    private void acceptFaults() {
        for (Long fault = accepted.poll(); fault != null; fault = accepted.poll()) {
            line.detector().accept(fault).forEach(line.findings());
        }
    }

    private void remember() {
        DetectorMemory memory = line.detector().snapshot();
        line.memories().accept(memory);
        rememberAfter = BaselineFile.saveAfter(line.warmUp(), memory.learntFor());
    }

    /// A fault of one message must not end the detector for all others.
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("The detector failed at one step and goes on", e);
        }
    }

    private void handle(Message message) {
        switch (message) {
            case Message.Result(ProbeResult result) -> {
                line.screens().accept(result);
                tallies(result).forEach(line.detector()::observe);
            }
            case Message.Round(ProberRound round) -> {
                ProberRound told = withDrops(round);
                line.screens().accept(told);
                line.detector().observe(told);
            }
        }
    }

    private List<RoundTally> tallies(ProbeResult result) {
        List<RoundTally> tallies = new ArrayList<>(Tallies.of(result, line.tick()));
        tallies.addAll(line.levels().tallies(result,
                Tallies.tickOf(result.sentAt(), line.tick())));
        if (result.path().kind() != ProbeKind.MACHINE_CREATE) {
            return tallies;
        }
        // A Machine takes longer than a tick stays open: it counts in the tick its fate was known.
        long known = Tallies.tickOf(clock.wall(), line.tick());
        return tallies.stream().map(tally -> new RoundTally(tally.path(), tally.signal(), known,
                tally.trials(), tally.bad())).toList();
    }

    private ProberRound withDrops(ProberRound round) {
        long now = dropped();
        if (now == droppedTold) {
            return round;
        }
        List<LocalFault> faults = new ArrayList<>(round.faults());
        faults.add(new LocalFault(LocalFaultCode.LOCAL_QUEUE_FULL, now - droppedTold,
                "detector queue of " + QUEUE_MAX + " messages"));
        droppedTold = now;
        return new ProberRound(round.vantage(), round.tick(), round.health(), faults);
    }

    /// Works off what is queued, then stops.
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
