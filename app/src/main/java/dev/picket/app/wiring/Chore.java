package dev.picket.app.wiring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something done over and over on a thread of its own, beside the line: what blocks here holds up
/// no probe. It is done once more when it is closed, so that what it saves is complete.
public final class Chore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);
    private static final long STOP_MILLIS_MAX = 3_000;

    private final String name;
    private final Duration every;
    private final Step step;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /// What is done; a failure is told once and tried again the next time.
    public interface Step {
        void run() throws Exception;
    }

    private Chore(String name, Duration every, Step step) {
        this.name = name;
        this.every = every;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public static Chore start(String name, Duration every, Step step) {
        Chore chore = new Chore(name, every, step);
        chore.thread.start();
        return chore;
    }

    private void run() {
        boolean stop = false;
        while (!stop) {
            try {
                stop = stopping.await(every.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                stop = true;
            }
            once();
        }
    }

    private void once() {
        try {
            step.run();
            failing = false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (!failing) {
                LOG.warn("{} failed and is tried again: {}", name, e.toString());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofMillis(STOP_MILLIS_MAX))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
