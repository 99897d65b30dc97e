package dev.picket.app.wiring;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Tells once how long after the process began the first probe had a reply.
public final class FirstReply implements Consumer<ProbeResult> {

    private final Clock clock;
    private final Consumer<Duration> told;
    private final AtomicBoolean done = new AtomicBoolean();

    public FirstReply(Clock clock, Consumer<Duration> told) {
        this.clock = clock;
        this.told = told;
    }

    @Override
    public void accept(ProbeResult result) {
        if (result.outcome() instanceof Outcome.Good && done.compareAndSet(false, true)) {
            Instant now = clock.wall();
            Instant began = ProcessHandle.current().info().startInstant().orElse(now);
            told.accept(Duration.between(began, now));
        }
    }
}
