package dev.picket.app.wiring;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// What a detector has learnt, kept over restarts: given back at the start, saved now and then and
/// at the end on a thread of its own.
final class LearntBaseline implements Consumer<DetectorMemory>, AutoCloseable {

    /// How long a memory handed in waits to be written, at most.
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(5);

    private final AtomicReference<Optional<DetectorMemory>> waiting = new AtomicReference<>(
            Optional.empty());
    private final String text;
    private final Chore chore;

    private LearntBaseline(Watch watch, BaselineFile file, String text) {
        this.text = text;
        this.chore = Chore.start("baseline writer", WRITE_WITHIN, () -> {
            Optional<DetectorMemory> memory = waiting.getAndSet(Optional.empty());
            if (memory.isPresent()) {
                file.save(memory.get(), watch.clock().wall());
            }
        });
    }

    /// Gives `detector` what an earlier life has learnt, and keeps what it learns from now on.
    static LearntBaseline start(Watch watch, Detector detector) {
        BaselineFile file = new BaselineFile(watch.database());
        Instant now = watch.clock().wall();
        Optional<BaselineFile.Saved> saved = file.read(now);
        saved.ifPresent(known -> detector.restore(known.memory()));
        return new LearntBaseline(watch, file, text(saved, watch.detector().warmUp(), now));
    }

    /// What is known at the start, for people.
    static String text(Optional<BaselineFile.Saved> saved, Duration warmUp, Instant now) {
        Duration learnt = saved.map(known -> known.memory().learntFor()).orElse(Duration.ZERO);
        Duration left = warmUp.minus(learnt);
        String rest = left.isPositive()
                ? "learning for " + duration(left) + ": no incident is opened until then"
                : "";
        return saved.map(known -> "baseline of " + duration(learnt) + " restored, saved "
                + duration(Duration.between(known.savedAt(), now)) + " ago"
                + (rest.isEmpty() ? "" : "; " + rest)).orElse(rest.isEmpty()
                        ? "no baseline is learnt before incidents are opened"
                        : rest);
    }

    /// The two greatest units are enough for people, such as `3 d 4 h`.
    private static String duration(Duration time) {
        List<String> parts = new ArrayList<>();
        part(parts, time.toDays(), "d");
        part(parts, time.toHoursPart(), "h");
        part(parts, time.toMinutesPart(), "min");
        part(parts, time.toSecondsPart(), "s");
        return parts.isEmpty()
                ? "0 s"
                : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void part(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit);
        }
    }

    String text() {
        return text;
    }

    @Override
    public void accept(DetectorMemory memory) {
        waiting.set(Optional.of(memory));
    }

    @Override
    public void close() {
        chore.close();
    }
}
