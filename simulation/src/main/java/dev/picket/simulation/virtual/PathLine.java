package dev.picket.simulation.virtual;

import dev.picket.detector.DelayVariationLevel;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.LocalJudgement;
import dev.picket.probes.run.Tallies;
import dev.picket.probes.session.SessionReport;
import dev.picket.simulation.session.RunStart;
import java.util.Optional;
import java.util.OptionalInt;

/// One path under probing: its rounds one after the other, as tallies on their way to the detector.
/// For one thread.
///
/// A round like many others is not run anew: its session would say what [RepeatedRounds] says.
/// Every other round runs the real session, and so does the first after one whose last packet was
/// not answered, because STAMP's reckoning of directions reaches back to the last reply before.
final class PathLine {

    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final int index;
    private final Path path;
    private final PathRuns runs;
    private final PathFates fates;
    private final RepeatedRounds repeated;
    private final SlowRounds slow;
    private final DelayVariationLevel variation = new DelayVariationLevel();
    private final Timing timing;
    private boolean settled;
    private long knownNanos;

    /// @param repeated what is said of rounds that are not run
    record Parts(PathRuns runs, PathFates fates, RepeatedRounds repeated) {}

    /// @param index the path's number in the topology
    PathLine(int index, Path path, Parts parts, Timing timing) {
        this.index = index;
        this.path = path;
        this.runs = parts.runs();
        this.fates = parts.fates();
        this.repeated = parts.repeated();
        this.slow = new SlowRounds(path);
        this.timing = timing;
    }

    /// Runs the round that begins at `nanos` when the vantage's clock shows `wallNanos` since the
    /// start, and adds its tallies to `out`.
    void run(long nanos, long wallNanos, TallyBuffer out) {
        if (path.kind() == ProbeKind.MACHINE_CREATE) {
            machine(start(nanos, wallNanos), out);
            return;
        }
        if (isDrawnWhole(path.kind())) {
            stream(start(nanos, wallNanos), out);
            return;
        }
        boolean inTime = fates.begin(nanos) && !fates.isDisordered();
        Optional<SaidRound> said = inTime && settled
                ? repeated.with(fates.lostForward(), fates.lostBack())
                : Optional.empty();
        if (said.isPresent()) {
            repeat(said.get(), nanos, timing.numberAt(wallNanos), out);
        } else {
            session(start(nanos, wallNanos), out);
            settled = inTime && fates.isLastAnswered();
        }
    }

    /// Whether what becomes of a run is drawn for the whole of it, rather than for its packets.
    static boolean isDrawnWhole(ProbeKind kind) {
        return switch (kind) {
            case STAMP, ICMP, WIREGUARD -> false;
            case TCP, HTTP, DNS, MACHINE_CREATE -> true;
        };
    }

    private void stream(RunStart start, TallyBuffer out) {
        SessionReport report = runs.streams().run(start,
                fates.stream(path.kind(), start.nanos()));
        knownNanos = start.nanos() + report.durationNanos();
        for (RoundTally tally : Tallies.of(result(start, report), timing.tick())) {
            out.add(index, tally);
        }
    }

    private void repeat(SaidRound round, long nanos, long sentTick, TallyBuffer out) {
        long trip = fates.tripNanos();
        knownNanos = nanos + round.durationNanos(trip);
        round.say(index, sentTick, out);
        slow(sentTick, round.medianNanos(trip), out);
        jittery(sentTick, round.variationNanos(), out);
    }

    private void session(RunStart start, TallyBuffer out) {
        SessionReport report = runs.datagrams().run(start, fates);
        SessionReport judged = new LocalJudgement(fates.droppedHere(), 0, RECEIVE_BUFFER_BYTES)
                .judge(report);
        if (!judged.equals(report)) {
            runs.datagrams().spoiled();
        }
        knownNanos = start.nanos() + judged.durationNanos();
        for (RoundTally tally : Tallies.of(result(start, judged), timing.tick())) {
            out.add(index, tally);
        }
        boolean told = judged.outcome() instanceof Outcome.Good
                || judged.outcome() instanceof Outcome.Failed;
        if (told && judged.packets().received() > 0) {
            slow(Tallies.tickOf(start.wall(), timing.tick()),
                    judged.packets().roundTrips().medianNanos(), out);
            jittery(Tallies.tickOf(start.wall(), timing.tick()),
                    judged.packets().series().delayVariationNanos(), out);
        }
    }

    /// The stamps of virtual time are as good as the kernel's.
    private void slow(long sentTick, long medianNanos, TallyBuffer out) {
        if (!path.kind().countsPackets()) {
            return;
        }
        OptionalInt bad = slow.observe(medianNanos);
        if (bad.isPresent()) {
            out.add(index, Signal.SLOW, sentTick, 1, bad.getAsInt());
        }
    }

    private void jittery(long sentTick, long variationNanos, TallyBuffer out) {
        if (path.kind() != ProbeKind.STAMP) {
            return;
        }
        OptionalInt bad = variation.observe(variationNanos);
        if (bad.isPresent()) {
            out.add(index, Signal.JITTERY, sentTick, 1, bad.getAsInt());
        }
    }

    /// A Machine counts in the tick its fate was known, as in real probing.
    private void machine(RunStart start, TallyBuffer out) {
        SessionReport report = runs.machines().run(start, fates.machine(start.nanos()));
        knownNanos = start.nanos() + report.durationNanos();
        long knownTick = Tallies.tickOf(start.wall().plusNanos(report.durationNanos()),
                timing.tick());
        for (RoundTally tally : Tallies.of(result(start, report), timing.tick())) {
            out.add(index, tally.signal(), knownTick, tally.trials(), tally.bad());
        }
    }

    private RunStart start(long nanos, long wallNanos) {
        return new RunStart(path.key() + "@" + nanos, nanos, timing.start().plusNanos(wallNanos));
    }

    private ProbeResult result(RunStart start, SessionReport report) {
        return new ProbeResult(path, start.runId(), start.wall(), start.wall(),
                report.durationNanos(), report.clockSource(), report.stages(), report.packets(),
                report.outcome(), ProberHealth.PERFECT, report.details());
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
