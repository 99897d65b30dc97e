package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.FailureText;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.SessionReport;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run through its stages: it times each, cuts it at its budget or at the end of the whole
/// run's, whichever comes first, and tells exactly one report. For one event loop's thread.
public final class StagedRun {

    /// Facts kept of a run, and characters of each.
    private static final int DETAILS_MAX = 32;
    private static final int DETAIL_CHARS_MAX = 300;

    private final EventLoop loop;
    private final Clock clock;
    private final Course course;
    private final Consumer<SessionReport> finished;
    private final MonotonicInstant begun;
    private final List<StageTiming> passed = new ArrayList<>();
    private final Map<String, String> details = new TreeMap<>();
    private final List<Runnable> resources = new ArrayList<>();
    private List<Stage> stages;
    private Stage stage;
    private MonotonicInstant stageBegun;
    private MonotonicInstant deadline;
    private @Nullable MonotonicInstant wake;
    private @Nullable Silence silence;
    private @Nullable Runnable cut;
    private String prefix = "";
    private int inside;
    private boolean over;

    /// What the run is.
    ///
    /// @param tried what is done, such as `HTTP request`
    /// @param stages all of them, in order
    /// @param told is told of each stage as it is passed
    public record Course(String runId, String tried, DoorTarget target, List<Stage> stages,
            Consumer<StageTiming> told) {

        /// A run whose stages nobody waits for.
        public Course(String runId, String tried, DoorTarget target, List<Stage> stages) {
            this(runId, tried, target, stages, _ -> {
            });
        }
    }

    /// What it means that the present stage was cut.
    private record Silence(FailureCode code, String seen) {}

    /// Begins the first stage. `finished` is called once, on the loop's thread.
    public StagedRun(EventLoop loop, Clock clock, Course course,
            Consumer<SessionReport> finished) {
        this.loop = loop;
        this.clock = clock;
        this.course = course;
        this.finished = finished;
        this.stages = course.stages();
        this.begun = clock.monotonic();
        this.stageBegun = begun;
        this.stage = stages.getFirst();
        this.deadline = begun;
        enter(stage);
    }

    public DoorTarget target() {
        return course.target();
    }

    public String runId() {
        return course.runId();
    }

    public EventLoop loop() {
        return loop;
    }

    public Stage stage() {
        return stage;
    }

    public boolean isOver() {
        return over;
    }

    /// When the whole run's budget is spent.
    public MonotonicInstant end() {
        return begun.plus(target().timeout());
    }

    /// What is left of the whole run's budget at an instant.
    public Duration left(MonotonicInstant now) {
        return Duration.ofNanos(Math.max(0, end().nanosSince(now)));
    }

    /// Begins `next`.
    public void enter(Stage next) {
        if (over) {
            return;
        }
        stage = next;
        silence = null;
        cut = null;
        stageBegun = clock.monotonic();
        MonotonicInstant own = stageBegun.plus(next.budget(target().budgets()));
        MonotonicInstant whole = end();
        deadline = own.isBefore(whole) ? own : whole;
        wakeBy(deadline, stageBegun);
    }

    /// Ends the present stage well and begins `next`.
    public void passed(Stage next) {
        pass();
        enter(next);
    }

    private void pass() {
        passed(new StageTiming(prefix + stage.words(),
                clock.monotonic().nanosSince(stageBegun)));
    }

    private void passed(StageTiming timing) {
        passed.add(timing);
        course.told().accept(timing);
    }

    /// Goes through `stages` once more, for another address; their names are then told with
    /// `prefix` before them.
    public void again(String name, List<Stage> anew) {
        pass();
        prefix = name;
        stages = List.copyOf(anew);
        enter(stages.getFirst());
    }

    /// Ends the present stage well and goes on with stages that were not planned.
    public void extended(List<Stage> more) {
        List<Stage> all = new ArrayList<>(stages);
        all.addAll(more);
        stages = List.copyOf(all);
        passed(more.getFirst());
    }

    /// From here on, a cut of the present stage means this.
    public void silenceMeans(FailureCode code, String seen) {
        silence = new Silence(code, seen);
    }

    /// From here on, where the present stage is cut, this ends the run.
    public void cutBy(Runnable ending) {
        cut = ending;
    }

    /// Has `close` called when the run is over, whichever way.
    public void holding(Runnable close) {
        if (over) {
            close.run();
        } else {
            resources.add(close);
        }
    }

    public void detail(String key, String value) {
        if (details.size() < DETAILS_MAX) {
            details.put(key, value.length() <= DETAIL_CHARS_MAX
                    ? value
                    : value.substring(0, DETAIL_CHARS_MAX) + "…");
        }
    }

    /// Ends the run well with the present stage.
    public void good() {
        if (!over) {
            pass();
            end(new Outcome.Good());
        }
    }

    public void failed(FailureCode code, String seen) {
        if (!over) {
            int number = inside > 0 ? passed.size() : stages.indexOf(stage);
            end(failure(code, number + 1, stages.size(), seen));
        }
    }

    private Outcome failure(FailureCode code, int number, int total, String seen) {
        return new Outcome.Failed(new ProbeFailure(code, course.tried(), number, total,
                target().label(), target().vantage(), clock.monotonic().nanosSince(begun),
                target().timeout().toNanos(), prefix.isEmpty() ? seen : prefix + seen, passed,
                List.of(), Optional.empty(), course.runId()));
    }

    /// The session that began with the present stage has passed `all` of its own by now.
    public void inside(List<StageTiming> all) {
        all.stream().skip(inside).forEach(this::passed);
        inside = all.size();
    }

    /// Ends the run as the session ended that began with the present stage; its stages follow
    /// those passed before.
    public void ended(SessionReport session) {
        if (over) {
            return;
        }
        int before = passed.size() - inside;
        inside(session.stages());
        session.details().forEach(this::detail);
        end(session.outcome() instanceof Outcome.Failed(var told)
                ? failure(told.code(), before + told.stageNumber(), before + told.stageTotal(),
                        told.seen())
                : session.outcome(), session.packets());
    }

    public void couldNotTell(LocalFaultCode code, String seen) {
        if (!over) {
            end(new Outcome.CouldNotTell(new LocalFault(code, 1, seen)));
        }
    }

    /// Ends the run by what a call answered instead of a success.
    public void ended(Fault fault) {
        switch (fault) {
            case Fault.OfTarget(var code, var seen) -> failed(code, seen);
            case Fault.Ours(var code, var seen) -> couldNotTell(code, seen);
        }
    }

    private void end(Outcome outcome) {
        end(outcome, PacketOutcomes.NONE);
    }

    private void end(Outcome outcome, PacketOutcomes packets) {
        over = true;
        long duration = clock.monotonic().nanosSince(begun);
        resources.reversed().forEach(Runnable::run);
        resources.clear();
        finished.accept(new SessionReport(outcome, duration, ClockSource.USER, passed,
                packets, details));
    }

    /// One timer at a time is enough: one that comes before the deadline asks again. A stage whose
    /// end lies before the timer's gets one of its own.
    private void wakeBy(MonotonicInstant at, MonotonicInstant now) {
        MonotonicInstant planned = wake;
        if (planned != null && !at.isBefore(planned)) {
            return;
        }
        wake = at;
        Future<?> _ = loop.schedule(() -> woken(at), at.nanosSince(now), TimeUnit.NANOSECONDS);
    }

    private void woken(MonotonicInstant planned) {
        if (over || !planned.equals(wake)) {
            return;
        }
        wake = null;
        MonotonicInstant now = clock.monotonic();
        if (now.isBefore(deadline)) {
            wakeBy(deadline, now);
            return;
        }
        long late = now.nanosSince(deadline);
        if (late > target().stallMax().toNanos()) {
            couldNotTell(LocalFaultCode.LOCAL_STALL, "for " + FailureText.duration(late));
            return;
        }
        Runnable ending = cut;
        if (ending != null) {
            ending.run();
        }
        Silence said = silence;
        failed(said == null ? stage.silence() : said.code(),
                (said == null ? stage.seen() : said.seen()) + " within " + stage.clock(target(),
                        deadline.nanosSince(stageBegun)));
    }
}
