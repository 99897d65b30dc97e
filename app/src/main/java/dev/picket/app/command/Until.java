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

    Until() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            asked.countDown();
            waiting.interrupt();
            try {
                closed.await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /// Waits until the end is asked for.
    void stopped() {
        try {
            asked.await();
        } catch (InterruptedException _) {
            // The interruption is the asking.
        }
    }

    /// Waits until the end is asked for or `time` has passed; whether it was asked for.
    boolean stoppedWithin(Duration time) {
        try {
            return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /// The command has closed everything; must be called outside of all it opened.
    @Override
    public void close() {
        closed.countDown();
    }
}
