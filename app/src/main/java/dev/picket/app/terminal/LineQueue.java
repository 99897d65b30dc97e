package dev.picket.app.terminal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Lines on their way to a terminal that may be slow: those who say them never wait. A full queue
/// drops and counts; the count is said at the end.
public final class LineQueue implements AutoCloseable {

    /// Lines waiting at most.
    public static final int LINES_MAX = 10_000;
    private static final long WAIT_MILLIS = 100;
    private static final long STOP_MILLIS_MAX = 2_000;

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_MAX);
    private final LongAdder dropped = new LongAdder();
    private final Consumer<String> printer;
    private final Thread thread;
    private volatile boolean stopping;

    private LineQueue(Consumer<String> printer) {
        this.printer = printer;
        this.thread = Thread.ofVirtual().name("terminal").unstarted(this::run);
    }

    /// A queue that hands its lines to `printer` on a thread of its own.
    public static LineQueue start(Consumer<String> printer) {
        LineQueue queue = new LineQueue(printer);
        queue.thread.start();
        return queue;
    }

    public void line(String text) {
        if (!lines.offer(text)) {
            dropped.increment();
        }
    }

    private void run() {
        while (!stopping || !lines.isEmpty()) {
            try {
                String line = lines.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null) {
                    printer.accept(line);
                }
            } catch (InterruptedException _) {
                stopping = true;
            }
        }
    }

    /// Lines dropped because the terminal was too slow.
    public long dropped() {
        return dropped.sum();
    }

    /// Prints what waits, then stops.
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
