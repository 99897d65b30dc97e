package dev.picket.simulation.scorecard;

import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Bursts;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether false alarms come as seldom as was promised: ticks between alarms on background alone,
/// over the ticks promised. Every finding opened counts, whether it would page or not. Where few
/// alarms came, the interval says what is known.
final class Promise implements Section {

    private static final String NAME = "promise";
    private static final double TICKS_PER_YEAR = 3_155_760;
    private static final double[] PROMISED = {1e3, 1e4, 1e5};
    /// Ticks of one stretch; its detector begins anew with what was learnt.
    private static final int STRETCH_TICKS = 4_320;
    /// A campaign ends here, in promised times, even where fewer alarms came than asked for.
    private static final double PROMISES_MAX = 12;
    private static final long TICKS_MAX = 2_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        List<Row> rows = new ArrayList<>();
        backgrounds().forEach((name, background) -> {
            WarmFleet warm = course.warm(Fleets.small(), name, background);
            for (double promised : PROMISED) {
                rows.add(row(course, warm, name, promised));
            }
        });
        return Part.of(rows);
    }

    private static Map<String, BackgroundModel> backgrounds() {
        BackgroundModel alike = new BackgroundModel(0.001, 0.002, 0, Bursts.NONE, 1, 1, false);
        Map<String, BackgroundModel> all = new LinkedHashMap<>();
        all.put("iid", alike);
        all.put("mild bursts", alike.with(Bursts.MILD));
        all.put("strong bursts", alike.with(Bursts.STRONG));
        all.put("season ±3×", alike.withSeason(3));
        all.put("unequal classes 20×", alike.withClasses(20));
        all.put("unequal paths, ordinary bursts", BackgroundModel.ORDINARY);
        return all;
    }

    private static Row row(Course course, WarmFleet warm, String name, double promised) {
        DetectorSettings settings = warm.settings()
                .withFalsePagesPerYear(TICKS_PER_YEAR / promised);
        long seed = course.seed(NAME + name + promised);
        long wanted = (long) Math.min(TICKS_MAX / 20 * (course.effort().alarms() / 10.0),
                promised * PROMISES_MAX);
        int batch = Math.clamp(wanted / STRETCH_TICKS / 4, 1, 32);
        long ticks = 0;
        long alarms = 0;
        while (alarms < course.effort().alarms() && ticks < wanted) {
            long from = seed + ticks;
            alarms += course.trials()
                    .run(name + ", one in " + Row.number(promised), batch,
                            i -> alarms(warm, settings, from + i))
                    .stream().mapToLong(Long::longValue).sum();
            ticks += (long) batch * STRETCH_TICKS;
        }
        Interval count = Interval.ofCount(alarms);
        double units = ticks / promised;
        return Row.of(NAME, NAME + "." + name + "." + Row.number(promised),
                name + ": real / promised at B = " + Row.number(promised), "",
                alarms == 0 ? Double.POSITIVE_INFINITY : units / alarms,
                new Interval(units / count.high(),
                        alarms == 0 ? Double.POSITIVE_INFINITY : units / count.low()),
                ticks).hold(Bar.lowerAtLeast(1)).note(alarms + " alarms in " + ticks + " ticks");
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
