package dev.picket.simulation.virtual;

import dev.picket.detector.RoundTripLevels;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.RoundTally;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.LocalJudgement;
import dev.picket.probes.run.Tallies;
import dev.picket.probes.session.SessionReport;
import dev.picket.simulation.session.RunStart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One path under probing: its rounds one after the other, as tallies on their way to the detector.
/// For one thread.
///
/// A round whose packets all arrive is not run anew: its session would say what [CleanRound] says.
/// Every other round runs the real session, and so does the first after it, because STAMP's
/// reckoning of directions reaches back to the last reply before.
final class PathLine {

    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final Path path;
    private final PathRuns runs;
    private final PathFates fates;
    private final Optional<CleanRound> clean;
    private final Duration tick;
    private final RoundTripLevels levels;
    private final List<RoundTally> out = new ArrayList<>();
    private boolean settled;
    private long knownNanos;

    /// @param clean what a clean round says; empty where every round is run
    /// @param levels learns the round trips of this path
    record Parts(PathRuns runs, PathFates fates, Optional<CleanRound> clean,
            RoundTripLevels levels) {}

    PathLine(Path path, Parts parts, Duration tick) {
        this.path = path;
        this.runs = parts.runs();
        this.fates = parts.fates();
        this.clean = parts.clean();
        this.levels = parts.levels();
        this.tick = tick;
    }

    /// Runs round number `number`, which begins at `nanos` when the vantage's clock says `wall`.
    /// Its tallies are good until the next round.
    List<RoundTally> run(long number, long nanos, Instant wall) {
        out.clear();
        long sentTick = Tallies.tickOf(wall, tick);
        if (path.kind() == ProbeKind.MACHINE_CREATE) {
            machine(new RunStart(runId(number), nanos, wall));
            return out;
        }
        boolean good = fates.begin(nanos);
        if (good && settled && clean.isPresent()) {
            repeat(clean.get(), sentTick, nanos);
            return out;
        }
        SessionReport report = runs.datagrams()
                .run(new RunStart(runId(number), nanos, wall), fates);
        SessionReport judged = new LocalJudgement(fates.droppedHere(), 0, RECEIVE_BUFFER_BYTES)
                .judge(report);
        if (!judged.equals(report)) {
            runs.datagrams().spoiled();
        }
        settled = good;
        knownNanos = nanos + judged.durationNanos();
        ProbeResult result = result(number, wall, judged);
        out.addAll(Tallies.of(result, tick));
        boolean told = judged.outcome() instanceof Outcome.Good
                || judged.outcome() instanceof Outcome.Failed;
        if (told && judged.packets().received() > 0) {
            slow(sentTick, judged.packets().roundTrips().medianNanos(), judged.clockSource());
        }
        return out;
    }

    private void repeat(CleanRound round, long sentTick, long nanos) {
        knownNanos = nanos + fates.tripNanos() + round.durationNanos();
        for (RoundTally tally : round.tallies()) {
            out.add(new RoundTally(path, tally.signal(), sentTick, tally.trials(), tally.bad()));
        }
        slow(sentTick, fates.tripNanos() + round.medianNanos(), ClockSource.VIRTUAL);
    }

    /// The stamps of virtual time are as good as the kernel's.
    private void slow(long sentTick, long medianNanos, ClockSource source) {
        if (path.kind() == ProbeKind.STAMP) {
            levels.observe(path, sentTick, medianNanos, source).ifPresent(out::add);
        }
    }

    /// A Machine counts in the tick its fate was known, as in real probing.
    private void machine(RunStart start) {
        SessionReport report = runs.machines().run(start, fates.machine(start.nanos()));
        knownNanos = start.nanos() + report.durationNanos();
        long knownTick = Tallies.tickOf(start.wall().plusNanos(report.durationNanos()), tick);
        for (RoundTally tally : Tallies.of(result(0, start.wall(), report), tick)) {
            out.add(new RoundTally(path, tally.signal(), knownTick, tally.trials(),
                    tally.bad()));
        }
    }

    private ProbeResult result(long number, Instant wall, SessionReport report) {
        return new ProbeResult(path, runId(number), wall, wall, report.durationNanos(),
                report.clockSource(), report.stages(), report.packets(), report.outcome(),
                ProberHealth.PERFECT, report.details());
    }

    private String runId(long number) {
        return path.key() + "#" + number;
    }

    /// When the last round's result was known.
    long knownNanos() {
        return knownNanos;
    }

    /// Replies of the last round that the vantage's own kernel dropped.
    int droppedHere() {
        return fates.droppedHere();
    }

    /// Whether the result of the round begun at `nanos` never arrives.
    boolean isMissing(long nanos) {
        return fates.isMissing(nanos);
    }
}
