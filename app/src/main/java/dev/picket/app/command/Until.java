package dev.picket.app.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for the end a person or the system asks for (SIGINT, SIGTERM), and holds the process's
/// end back until the command has closed what it opened.
final class Until implements AutoCloseable {

    /// The longest an asked-for end waits for the command to close.
    private static final long CLOSE_SECONDS_MAX = 10;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread waiting = Thread.currentThread();
    private volatile boolean wanted;

    Until() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            wanted = true;
            waiting.interrupt();
            asked.countDown();
            try {
                closed.await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /// Waits until the end is asked for. The interruption that comes with the asking is taken
    /// back: it must not cut short what is closed now.
    void stopped() {
        boolean over = false;
        while (!over) {
            try {
                asked.await();
                over = true;
            } catch (InterruptedException _) {
                over = !wanted;
            }
        }
        Thread.interrupted();
    }

    /// Waits until the end is asked for, at most `time`; gives whether it is.
    boolean stoppedWithin(Duration time) {
        try {
            asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            // Comes with the asking, and is taken back.
        }
        Thread.interrupted();
        return wanted;
    }

    boolean isAsked() {
        return wanted;
    }

    /// The command has closed everything; must be called outside of all it opened.
    @Override
    public void close() {
        closed.countDown();
    }
}
