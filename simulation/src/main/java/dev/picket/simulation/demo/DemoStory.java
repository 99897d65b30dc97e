package dev.picket.simulation.demo;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The demonstration's story as it is told in real time: hands what happens to [StoryCheck] with
/// the time it was seen, and passes on the lines. Safe for use by several threads.
public final class DemoStory {

    private static final long STEP_MILLIS = 100;

    private final StoryCheck check;
    private final Clock clock;
    private final Consumer<StoryLine> listener;

    /// @param start the moment the world's script began, see [StoryPlan#script]
    public DemoStory(StoryPlan plan, Instant start, Clock clock, Consumer<StoryLine> listener) {
        this.check = new StoryCheck(plan, start);
        this.clock = clock;
        this.listener = listener;
    }

    /// To be called with every incident event, as it happens.
    public void seen(IncidentEvent event) {
        tell(() -> check.seen(clock.wall(), event));
    }

    /// To be called with every page the built-in receiver gets.
    public void received(ReceivedPage page) {
        tell(() -> check.received(page));
    }

    /// Tells the story to its end; returns the verdict. An interruption ends it early.
    public StoryVerdict tellToTheEnd() {
        while (!isOver()) {
            tell(() -> check.at(clock.wall()));
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return verdict();
    }

    /// The verdict on what has been seen so far.
    public StoryVerdict verdict() {
        synchronized (check) {
            return check.verdict();
        }
    }

    private boolean isOver() {
        synchronized (check) {
            return check.isOver(clock.wall());
        }
    }

    private void tell(java.util.function.Supplier<List<StoryLine>> step) {
        synchronized (check) {
            step.get().forEach(listener);
        }
    }
}
