package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Tallies in, findings out. Not safe for use by several threads: it has one writer.
///
/// Detection and attribution are one model: evidence is gathered per component from the start,
/// never as alarms of single series that are correlated afterwards. The order of one tick: tallies
/// are judged by what was learnt before it, the screen is updated, open faults are carried on,
/// alarms open or attach, and what is not suspected is learnt.
public final class Detector {

    /// Alarms handled in one tick; more wait for the next.
    private static final int MAX_ALARMS_PER_TICK = 32;
    /// Faults opened in one tick.
    private static final int MAX_OPENED_PER_TICK = 3;
    /// After a pause longer than this, the ticks before are passed over.
    private static final int MAX_CATCH_UP_TICKS = 100_000;

    private final SeriesIndex series;
    private final Hypotheses hypotheses;
    private final EvidenceTables tables = new EvidenceTables();
    private final TallyRing ring;
    private final Baseline baseline;
    private final Acceptance acceptance;
    private final Screen screen;
    private final Alarms alarms;
    private final Faults faults;
    private final ProberWatch probers;
    private final CloserLook closerLook;
    private final DailySuspicion daily;
    private final TickInbox inbox;
    private final Vantages vantages;
    private final TickTimes times;
    private final DetectorSettings settings;
    private final boolean[] suspectedSeries;
    private final DarkSeries dark;
    private boolean anySuspected;
    private OptionalLong next = OptionalLong.empty();
    private long warmUntil;
    /// Closed ticks that tallies came in for, those of earlier lives included.
    private long learntTicks;
    private OptionalLong suspicion = OptionalLong.empty();

    public Detector(Topology topology, DetectorSettings settings) {
        this(topology, settings, 1);
    }

    /// @param partitions into how many parts the paths are split; their partial sums are added, and
    ///        the findings are the same for any number
    public Detector(Topology topology, DetectorSettings settings, int partitions) {
        this.settings = settings;
        this.times = new TickTimes(settings.tick());
        this.series = new SeriesIndex(topology);
        this.hypotheses = new Hypotheses(series);
        this.ring = new TallyRing(series.count(), tables);
        this.baseline = new Baseline(series, tables, settings.tick().toNanos() / 1e9,
                settings.warmUpTicks());
        this.acceptance = new Acceptance(baseline, settings.tick().toNanos() / 1e9);
        Masks masks = new Masks(series.count(), hypotheses.count());
        Evidence evidence = new Evidence(hypotheses, series, ring, masks);
        Thresholds thresholds = new Thresholds(hypotheses, settings.ticksPerFalseAlarm());
        this.screen = new Screen(evidence, partitions, thresholds.negligible());
        this.probers = new ProberWatch(topology, new RegionWatch(series, ring));
        this.alarms = new Alarms(evidence, screen, new Alarms.Limits(thresholds, probers),
                baseline);
        this.faults = new Faults(evidence, screen, probers, settings);
        this.closerLook = new CloserLook(evidence, alarms, faults);
        this.daily = new DailySuspicion(settings);
        this.inbox = new TickInbox(series.count());
        this.vantages = new Vantages(series);
        this.suspectedSeries = new boolean[series.count()];
        this.dark = new DarkSeries(series);
    }

    /// Takes a tally. One whose tick is closed already only updates the baseline.
    public void observe(RoundTally tally) {
        int i = series.seriesOf(tally.path(), tally.signal());
        if (i >= 0) {
            observe(i, tally.tick(), tally.trials(), tally.bad());
        }
    }

    /// The number of the series of a path and a signal, or -1 where it is not watched; it holds for
    /// the life of the detector.
    public int series(Path path, Signal signal) {
        return series.seriesOf(path, signal);
    }

    /// Takes a tally of a numbered series: what a caller with many tallies uses.
    public void observe(int numbered, long tick, int trials, int bad) {
        if (next.isPresent() && tick < next.getAsLong()) {
            baseline.learnLate(numbered, trials, bad);
        } else {
            inbox.add(tick, numbered, trials, bad);
        }
    }

    /// Takes what a vantage says of its own health in a tick.
    public void observe(ProberRound round) {
        probers.observe(round);
    }

    /// Closes every tick whose end and grace have passed by `now`, in order, and says what follows.
    public List<Finding> advance(Instant now) {
        List<Finding> findings = new ArrayList<>();
        long until = times.of(now.minus(settings.grace()));
        if (next.isEmpty()) {
            long first = inbox.oldest(Long.MAX_VALUE);
            if (first == Long.MAX_VALUE) {
                return findings;
            }
            next = OptionalLong.of(first);
            warmUntil = first + Math.max(0, settings.warmUpTicks() - learntTicks);
        }
        long tick = Math.max(next.getAsLong(), until - MAX_CATCH_UP_TICKS);
        for (; tick < until; tick++) {
            close(tick, findings);
        }
        next = OptionalLong.of(Math.max(tick, next.getAsLong()));
        return findings;
    }

    private void close(long tick, List<Finding> findings) {
        TickInbox.Tallies tallies = inbox.close(tick);
        Set<String> tallied = vantages.of(tallies);
        learntTicks += tallied.isEmpty() ? 0 : 1;
        Set<String> discarded = probers.closeTick(tick, times.end(tick), tallied, findings);
        baseline.openTick(tick);
        fillRing(tick, tallies, vantages.numbers(discarded));
        boolean warming = tick < warmUntil;
        if (!warming) {
            screen.update(tick);
            faults.tick(tick, findings);
            raise(tick, findings);
            suspect(tick, findings);
        }
        learn(tick, warming);
        accept(tick, findings);
        baseline.closeTick(tick, warming);
        baseline.takeMiscalibrated().forEach(lane -> findings.add(
                new Finding.Miscalibrated(times.end(tick), lane.kind(), lane.signal())));
        inbox.done(tallies);
    }

    private void fillRing(long tick, TickInbox.Tallies tallies, BitSet discarded) {
        ring.begin(tick);
        if (tallies.isEmpty()) {
            return;
        }
        series.wake(tallies);
        for (int lane = 0; lane < series.lanes().size(); lane++) {
            if (series.isAwake(lane)) {
                fillRing(tick, lane, tallies, discarded);
            }
        }
    }

    private void fillRing(long tick, int lane, TickInbox.Tallies tallies, BitSet discarded) {
        boolean all = discarded.isEmpty();
        for (int i = series.laneStart(lane); i < series.laneEnd(lane); i++) {
            int n = tallies.trials(i);
            if (n == 0 || (!all && discarded.get(vantages.of(i)))) {
                continue;
            }
            int k = tallies.bad(i);
            if (n > EvidenceTables.MAX_TRIALS) {
                k = (int) ((long) k * EvidenceTables.MAX_TRIALS / n);
                n = EvidenceTables.MAX_TRIALS;
            }
            int table = baseline.table(i, n, tick);
            if (table != EvidenceTables.NONE) {
                ring.put(tick, i, table, k);
            }
        }
    }

    private void raise(long tick, List<Finding> findings) {
        int opened = 0;
        for (int count = 0; count < MAX_ALARMS_PER_TICK
                && opened < MAX_OPENED_PER_TICK; count++) {
            Optional<Trigger> trigger = alarms.strongest(true).filter(Trigger::isAlarm);
            if (trigger.isEmpty()) {
                return;
            }
            long id = suspicion.isPresent() ? suspicion.getAsLong() : faults.newId();
            if (faults.alarm(trigger.get(), id, tick, findings)) {
                opened++;
                suspicion = OptionalLong.empty();
                daily.explained();
            }
        }
    }

    /// Keeps track of the one suspicion that is not yet an alarm, and of the series it freezes.
    private void suspect(long tick, List<Finding> findings) {
        Optional<Trigger> trigger = alarms.strongest(false);
        if (trigger.isPresent() && suspicion.isEmpty()) {
            suspicion = OptionalLong.of(faults.newId());
            findings.add(new Finding.Suspected(suspicion.getAsLong(), times.end(tick),
                    suspected(trigger.get()), trigger.get().logStatistic()));
        } else if (trigger.isEmpty() && suspicion.isPresent()) {
            findings.add(new Finding.Subsided(suspicion.getAsLong(), times.end(tick)));
            daily.subsided(suspicion.getAsLong(), times.end(tick), findings);
            suspicion = OptionalLong.empty();
        }
        closerLook.ask(tick, trigger, times, findings);
        trigger.ifPresent(one -> daily.seen(one, suspected(one)));
        boolean any = trigger.isPresent() || faults.isAnyOpen();
        if (!any && !anySuspected) {
            return;
        }
        anySuspected = any;
        for (int i = 0; i < series.count(); i++) {
            suspectedSeries[i] = faults.explains(i)
                    || (trigger.isPresent() && alarms.isSuspectedSeries(i));
        }
        for (int h = 0; trigger.isPresent() && h < hypotheses.count(); h++) {
            if (alarms.isSuspected(h)) {
                for (int i : hypotheses.members(h).series()) {
                    suspectedSeries[i] = true;
                }
            }
        }
    }

    private Culprit suspected(Trigger trigger) {
        return trigger.hypothesis() >= 0
                ? new Culprit.Named(hypotheses.component(trigger.hypothesis()))
                : new UnnamedGroup(series, List.of(trigger.series())).culprit();
    }

    private void learn(long tick, boolean warming) {
        int slot = TallyRing.slot(tick);
        Cells cells = ring.cells();
        for (int i = 0; i < series.count(); i++) {
            int cell = ring.cellAt(slot, i);
            if (cell == Cells.NONE) {
                continue;
            }
            if (faults.explains(i)) {
                baseline.passOver(i, cells.tableId(cell), cells.bad(cell));
                acceptance.explained(i, tick);
            } else if (dark.isDark(i, cells.table(cell), cells.bad(cell))) {
                baseline.passOver(i, cells.tableId(cell), cells.bad(cell));
            } else {
                baseline.learn(i, cells.tableId(cell), cells.bad(cell),
                        !warming && suspectedSeries[i]);
            }
        }
    }

    private void accept(long tick, List<Finding> findings) {
        List<String> paths = acceptance.closeTick(tick, ring, faults).stream()
                .map(i -> series.path(i).key()).distinct().toList();
        if (!paths.isEmpty()) {
            findings.add(new Finding.BaselineAccepted(times.end(tick), paths));
        }
    }

    /// Ends an open fault because a person says that what its paths show is how things are: it is
    /// their baseline from now on. Nothing where no fault of this id is open, or a prober's own.
    public List<Finding> accept(long faultId) {
        List<Finding> findings = new ArrayList<>();
        if (next.isPresent()) {
            long last = next.getAsLong() - 1;
            faults.giveUp(faultId, last, findings)
                    .ifPresent(given -> acceptance.acceptPresent(given, last, ring));
        }
        return findings;
    }

    /// What has been learnt, to be given to [#restore] after a restart.
    public DetectorMemory snapshot() {
        return baseline.snapshot(settings.tick().multipliedBy(learntTicks));
    }

    /// Takes what an earlier detector had learnt, before the first tick; the time it learnt for
    /// counts as warm-up.
    public void restore(DetectorMemory memory) {
        baseline.restore(memory);
        learntTicks = memory.learntFor().toNanos() / settings.tick().toNanos();
    }
}
