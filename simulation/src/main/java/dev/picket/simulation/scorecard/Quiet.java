package dev.picket.simulation.scorecard;

import dev.picket.model.finding.PathEvidence;
import dev.picket.simulation.scorecard.campaign.Totals;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.SharedBlips;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// False pages: 1,190 paths with bursts of their own and blips shared by the paths of a component,
/// and no fault. A page for a shared blip shorter than a tick is false; a longer one is a fault.
final class Quiet implements Section {

    private static final String NAME = "quiet";
    private static final double TICKS_PER_DAY = 8_640;
    private static final double DAYS_PER_YEAR = 365.25;
    /// A day, so that each hour of it comes equally often.
    private static final int STRETCH_TICKS = 8_640;
    private static final int BATCH_MAX = 16;
    private static final int RUN_IN_TICKS = 40;
    /// A finding may come this long after the blip it is about.
    private static final double AFTERMATH_TICKS = 12;
    private static final String FALSE_PAGES = "falsePages";
    private static final String BLIP_PAGES = "blipPages";
    private static final String FINDINGS = "findings";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        WarmFleet warm = course.warm(Fleets.wide(), "blips", BackgroundModel.ORDINARY.withBlips());
        int stretches = Math.max(1, (int) Math.round(
                course.effort().quietDays() * TICKS_PER_DAY / STRETCH_TICKS));
        Totals totals = course.campaign(NAME + "/" + course.effort().warmUpTicks(),
                STRETCH_TICKS, Math.clamp(stretches, 1, BATCH_MAX),
                sofar -> sofar.stretches() >= stretches, seed -> run(warm, seed));
        double years = totals.ticks() / TICKS_PER_DAY / DAYS_PER_YEAR;
        long falsePages = totals.count(FALSE_PAGES);
        Interval count = Interval.atMostOfCount(falsePages);
        return Part.of(List.of(
                Row.of(NAME, FALSE_PAGES, "false pages a year, 1,190 paths, bursts and blips",
                        "a year", falsePages / years,
                        new Interval(0, count.high() / years), totals.stretches())
                        .hold(Bar.upperAtMost(1))
                        .note(falsePages + " in " + Row.number(years)
                                + " years, one-sided interval; "
                                + totals.count(BLIP_PAGES)
                                + " pages for blips of a tick or longer"),
                Row.of(NAME, FINDINGS, "findings that page nobody", "a day",
                        totals.count(FINDINGS) / years / DAYS_PER_YEAR,
                        perDay(Interval.ofCount(totals.count(FINDINGS)), years),
                        totals.stretches())));
    }

    private static Interval perDay(Interval count, double years) {
        double days = years * DAYS_PER_YEAR;
        return new Interval(count.low() / days, count.high() / days);
    }

    private static Map<String, Long> run(WarmFleet warm, long seed) {
        FleetRun run = warm.run(seed);
        int ticks = STRETCH_TICKS + RUN_IN_TICKS;
        List<InjectedFault> blips = SharedBlips.of(warm.fleet(), seed, ticks);
        blips.forEach(run::inject);
        Found found = new Found();
        for (int i = 0; i < ticks; i++) {
            found.take(run.tick());
        }
        long falsePages = found.faults().stream().filter(it -> it.paged().isPresent())
                .filter(it -> !isLongBlip(warm, run, blips, it)).count();
        return Map.of(FALSE_PAGES, falsePages, BLIP_PAGES, found.pages() - falsePages, FINDINGS,
                found.faults().size() - found.pages());
    }

    private static boolean isLongBlip(WarmFleet warm, FleetRun run, List<InjectedFault> blips,
            Found.Fault fault) {
        double opened = run.inTicks(fault.opened());
        double paged = fault.paged().map(run::inTicks).orElse(opened);
        int[] affected = fault.pagedWith().orElse(fault.diagnosis()).affected().stream()
                .map(PathEvidence::path).mapToInt(warm.fleet()::indexOf).toArray();
        return blips.stream().filter(blip -> blip.end() - blip.onset() >= 1)
                .filter(blip -> paged >= blip.onset()
                        && opened <= blip.end() + AFTERMATH_TICKS)
                .anyMatch(blip -> IntStream.of(affected)
                        .anyMatch(path -> IntStream.of(blip.paths()).anyMatch(i -> i == path)));
    }
}
