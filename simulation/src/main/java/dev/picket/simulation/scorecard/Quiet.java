package dev.picket.simulation.scorecard;

import dev.picket.model.finding.PathEvidence;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.SharedBlips;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.List;
import java.util.stream.IntStream;

/// False pages: 1,190 paths with bursts of their own and blips shared by the paths of a component,
/// and no fault. A page for a shared blip shorter than a tick is false; a longer one is a fault.
final class Quiet implements Section {

    private static final String NAME = "quiet";
    private static final double TICKS_PER_DAY = 8_640;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int STRETCH_TICKS = 2_160;
    private static final int RUN_IN_TICKS = 40;
    /// A finding may come this long after the blip it is about.
    private static final double AFTERMATH_TICKS = 12;

    /// What a stretch of quiet led to.
    private record Outcome(long falsePages, long pages, long findings) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        WarmFleet warm = course.warm(Fleets.wide(), "blips", BackgroundModel.ORDINARY.withBlips());
        int stretches = Math.max(1, (int) Math.round(
                course.effort().quietDays() * TICKS_PER_DAY / STRETCH_TICKS));
        long seed = course.seed(NAME);
        List<Outcome> outcomes = course.trials().run("quiet", stretches,
                i -> run(warm, seed + i));
        double years = stretches * STRETCH_TICKS / TICKS_PER_DAY / DAYS_PER_YEAR;
        long falsePages = outcomes.stream().mapToLong(Outcome::falsePages).sum();
        long pages = outcomes.stream().mapToLong(Outcome::pages).sum();
        long findings = outcomes.stream().mapToLong(Outcome::findings).sum();
        Interval count = Interval.ofCount(falsePages);
        return Part.of(List.of(
                Row.of(NAME, "falsePages", "false pages a year, 1,190 paths, bursts and blips",
                        "a year", falsePages / years,
                        new Interval(count.low() / years, count.high() / years), stretches)
                        .hold(Bar.upperAtMost(1))
                        .note(falsePages + " in " + Row.number(years) + " years; " + pages
                                + " pages for blips of a tick or longer"),
                Row.of(NAME, "findings", "findings that page nobody or were blips", "a day",
                        findings / years / DAYS_PER_YEAR, new Interval(Double.NaN, Double.NaN),
                        stretches)));
    }

    private static Outcome run(WarmFleet warm, long seed) {
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
        return new Outcome(falsePages, found.pages() - falsePages,
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
