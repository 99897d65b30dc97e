package dev.picket.simulation.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Runs numbered trials on a bounded number of threads. The results stand in the order of the
/// trials, and each trial draws from a seed of its own, so the number of threads changes nothing.
final class Trials implements AutoCloseable {

    private final ExecutorService pool;
    private final Consumer<String> progress;

    /// @param progress is told how far the trials are, from one thread at a time
    Trials(int parallelism, Consumer<String> progress) {
        this.pool = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "trial");
            thread.setDaemon(true);
            return thread;
        });
        this.progress = progress;
    }

    /// Trials 0 to `count` - 1 of what is called `name`.
    <T> List<T> run(String name, int count, IntFunction<T> trial) {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            futures.add(pool.submit(() -> trial.apply(number)));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(result(future));
            progress.accept(name + " " + results.size() + "/" + count);
        }
        return results;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a trial ran", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
