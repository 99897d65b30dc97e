package dev.picket.simulation.scorecard;

import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.simulation.scorecard.campaign.Totals;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Bursts;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether false alarms come as seldom as was promised: ticks between alarms on background alone,
/// over the ticks promised. Every finding opened counts, whether it would page or not. Where few
/// alarms came, the interval says what is known.
final class Promise implements Section {

    private static final String NAME = "promise";
    private static final String ALARMS = "alarms";
    private static final double TICKS_PER_YEAR = 3_155_760;
    private static final double[] PROMISED = {1e3, 1e4, 1e5};
    private static final int DAY_TICKS = 8_640;
    /// A week, so that each of its hours comes equally often; its detector begins anew with what
    /// was learnt.
    private static final int STRETCH_TICKS = 7 * DAY_TICKS;
    private static final int LEARNT_TICKS = 14 * DAY_TICKS;
    /// A campaign ends after so many promised times for each alarm asked for, even where fewer
    /// came: the promise is then kept by that much.
    private static final double PROMISES_PER_ALARM = 1.2;
    private static final int BATCHES = 8;
    private static final int BATCH_MAX = 16;

    /// @param learntTicks how long the detector has learnt the background before
    private record Cell(String name, BackgroundModel background, int learntTicks) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        List<Row> rows = new ArrayList<>();
        for (double promised : PROMISED) {
            for (Cell cell : cells()) {
                WarmFleet warm = course.warm(Fleets.small(), cell.name(), cell.background(),
                        cell.learntTicks());
                rows.add(row(course, warm, cell.name(), promised));
            }
        }
        return Part.of(rows);
    }

    private static List<Cell> cells() {
        BackgroundModel alike = new BackgroundModel(0.001, 0.002, 0, Bursts.NONE, 1, 1, false);
        return List.of(new Cell("iid", alike, LEARNT_TICKS),
                new Cell("mild bursts", alike.with(Bursts.MILD), LEARNT_TICKS),
                new Cell("strong bursts", alike.with(Bursts.STRONG), LEARNT_TICKS),
                new Cell("season ±3×", alike.withSeason(3), LEARNT_TICKS),
                new Cell("unequal classes 20×", alike.withClasses(20), LEARNT_TICKS),
                new Cell("unequal paths, bursts", BackgroundModel.ORDINARY, LEARNT_TICKS),
                new Cell("the same, learnt in a day", BackgroundModel.ORDINARY, DAY_TICKS));
    }

    private static Row row(Course course, WarmFleet warm, String name, double promised) {
        DetectorSettings settings = warm.settings()
                .withFalsePagesPerYear(TICKS_PER_YEAR / promised);
        int wanted = course.effort().alarms();
        double most = promised * wanted * PROMISES_PER_ALARM;
        String id = NAME + "." + name + "." + Row.number(promised);
        Totals totals = course.campaign(id, STRETCH_TICKS,
                Math.clamp((long) (most / STRETCH_TICKS / BATCHES), 1, BATCH_MAX),
                sofar -> sofar.ticks() >= most
                        || (sofar.stretches() > 0 && sofar.count(ALARMS) >= wanted),
                seed -> Map.of(ALARMS, alarms(warm, settings, seed)));
        long alarms = totals.count(ALARMS);
        Interval count = Interval.ofCount(alarms);
        double units = totals.ticks() / promised;
        return Row.of(NAME, id, name + ": real / promised at B = " + Row.number(promised), "",
                alarms == 0 ? Double.POSITIVE_INFINITY : units / alarms,
                new Interval(units / count.high(),
                        alarms == 0 ? Double.POSITIVE_INFINITY : units / count.low()),
                totals.ticks()).hold(Bar.lowerAtLeast(1))
                .note(alarms + " alarms in " + totals.ticks() + " ticks");
    }

    private static long alarms(WarmFleet warm, DetectorSettings settings, long seed) {
        FleetRun run = warm.run(seed, settings);
        long opened = 0;
        for (int i = 0; i < STRETCH_TICKS; i++) {
            for (Finding finding : run.tick()) {
                opened += finding instanceof Finding.Opened
                        || finding instanceof Finding.ProberTrouble ? 1 : 0;
            }
        }
        return opened;
    }
}
