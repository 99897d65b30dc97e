package dev.picket.simulation.bench.packets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Garbage and busy cores in this process: two threads that allocate and two that spin.
final class Pressure implements AutoCloseable {

    private static final int EACH = 2;
    private static final int ARRAY_BYTES = 20_000;
    /// Arrays each allocating thread keeps alive, so that collections have something to copy.
    private static final int KEPT = 2_000;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong work = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    private Pressure() {}

    static Pressure start() {
        Pressure pressure = new Pressure();
        for (int i = 0; i < EACH; i++) {
            pressure.threads.add(daemon(pressure::allocate));
            pressure.threads.add(daemon(pressure::spin));
        }
        return pressure;
    }

    private static Thread daemon(Runnable task) {
        return Thread.ofPlatform().daemon(true).start(task);
    }

    private void allocate() {
        byte[][] kept = new byte[KEPT][];
        for (int i = 0; !over.get(); i = (i + 1) % KEPT) {
            kept[i] = new byte[ARRAY_BYTES];
            work.addAndGet(kept[i].length);
        }
    }

    private void spin() {
        long sum = 0;
        while (!over.get()) {
            for (int i = 0; i < 10_000; i++) {
                sum += i * sum + 1;
            }
        }
        work.addAndGet(sum);
    }

    @Override
    public void close() {
        over.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
