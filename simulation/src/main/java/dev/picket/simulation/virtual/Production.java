package dev.picket.simulation.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs vantages side by side, some steps ahead of the detector. Each vantage's steps depend on its
/// own past alone and are handed over in the order of vantages, so the number of threads changes
/// nothing but the time it takes.
final class Production implements AutoCloseable {

    /// Steps made ahead: enough to keep threads busy, few enough to keep in memory.
    private static final int STEPS_AHEAD = 32;

    private final List<VantageLine> lines;
    private final long end;
    private final ExecutorService threads;
    private List<Future<List<Arrivals.Step>>> ahead;
    private long next;

    /// Steps from `first` to before `end`.
    Production(List<VantageLine> lines, long first, long end, int threads) {
        this.lines = lines;
        this.end = end;
        this.next = first;
        this.threads = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon()
                .name("vantage-", 0).factory());
        this.ahead = begin();
    }

    /// The next steps, by step and then by vantage; empty at the end.
    List<List<Arrivals.Step>> take() {
        List<List<Arrivals.Step>> byVantage = new ArrayList<>(lines.size());
        for (Future<List<Arrivals.Step>> steps : ahead) {
            byVantage.add(result(steps));
        }
        ahead = begin();
        int count = byVantage.isEmpty() ? 0 : byVantage.getFirst().size();
        List<List<Arrivals.Step>> byStep = new ArrayList<>(count);
        for (int step = 0; step < count; step++) {
            int index = step;
            byStep.add(byVantage.stream().map(steps -> steps.get(index)).toList());
        }
        return byStep;
    }

    private List<Future<List<Arrivals.Step>>> begin() {
        long first = next;
        int count = (int) Math.min(STEPS_AHEAD, end - first);
        next += count;
        List<Future<List<Arrivals.Step>>> begun = new ArrayList<>(lines.size());
        for (VantageLine line : count == 0 ? List.<VantageLine>of() : lines) {
            Callable<List<Arrivals.Step>> task = () -> line.steps(first, count);
            begun.add(threads.submit(task));
        }
        return begun;
    }

    private static List<Arrivals.Step> result(Future<List<Arrivals.Step>> steps) {
        try {
            return steps.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the simulation was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a vantage could not be simulated", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
