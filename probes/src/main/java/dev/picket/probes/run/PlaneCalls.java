package dev.picket.probes.run;

import dev.picket.probes.datagram.DatagramPlane;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Calls from other threads into a plane's thread that wait for their end.
public final class PlaneCalls {

    private PlaneCalls() {}

    /// Runs `task` on the plane's thread and waits for its end, at most `patience`.
    public static void runAndWait(DatagramPlane plane, Runnable task, Duration patience) {
        CountDownLatch done = new CountDownLatch(1);
        plane.execute(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        try {
            boolean ended = done.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            assert ended : "the plane did not run a task within " + patience;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
