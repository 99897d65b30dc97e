package dev.picket.simulation.virtual;

import dev.picket.model.topology.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Runs vantages side by side, one step at a time, because what the detector says after one step
/// may change what is probed in the next. Each vantage's steps depend on its own past and on what
/// it was asked for, and are handed over in the order of vantages, so the number of threads changes
/// nothing but the time it takes.
final class Production implements AutoCloseable {

    private final List<VantageLine> lines;
    /// The vantages of each thread; the first are the caller's.
    private final List<List<VantageLine>> shares;
    private final ExecutorService threads;

    Production(List<VantageLine> lines, int threads) {
        this.lines = List.copyOf(lines);
        int count = Math.clamp(threads, 1, Math.max(1, lines.size()));
        this.shares = IntStream.range(0, count).mapToObj(
                share -> lines.subList(lines.size() * share / count,
                        lines.size() * (share + 1) / count))
                .toList();
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("vantage-", 0).factory());
    }

    /// The steps of tick number `index`, by vantage.
    List<Arrivals.Step> step(long index) {
        List<Future<List<Arrivals.Step>>> others = new ArrayList<>(shares.size());
        for (List<VantageLine> share : shares.subList(1, shares.size())) {
            others.add(threads.submit(() -> steps(share, index)));
        }
        List<Arrivals.Step> steps = new ArrayList<>(lines.size());
        steps.addAll(steps(shares.getFirst(), index));
        others.forEach(other -> steps.addAll(result(other)));
        return steps;
    }

    /// Has `paths` run more often, those first named before the others.
    void want(List<Path> paths, long atNanos, long untilNanos) {
        lines.forEach(line -> line.want(paths, atNanos, untilNanos));
    }

    private static List<Arrivals.Step> steps(List<VantageLine> share, long index) {
        List<Arrivals.Step> steps = new ArrayList<>(share.size());
        for (VantageLine line : share) {
            steps.add(line.step(index));
        }
        return steps;
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
