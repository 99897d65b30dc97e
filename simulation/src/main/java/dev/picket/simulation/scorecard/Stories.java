package dev.picket.simulation.scorecard;

import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.ProberTrial.Ailment;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.statistic.Sample;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Two faults at once, one fault one incident, faults of our own, a region cut off, and Machines
/// that are not created.
final class Stories implements Section {

    private static final String NAME = "stories";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        List<Row> rows = new ArrayList<>();
        WarmFleet wide = course.warm(Fleets.wide(), "ordinary", BackgroundModel.ORDINARY);
        List<Component> components = new ArrayList<>();
        for (String of : List.of("provider@region", "link", "region")) {
            components.addAll(Culprits.components(wide.fleet(), of));
        }
        two(rows, course, wide, components);
        for (boolean flapping : new boolean[]{false, true}) {
            one(rows, course, wide, components, flapping);
        }
        for (Ailment ailment : Ailment.values()) {
            prober(rows, course, wide, ailment);
        }
        cutOff(rows, course, wide);
        WarmFleet machines = course.warm(Fleets.machines(), "ordinary",
                BackgroundModel.ORDINARY);
        machine(rows, course, machines, false, 180);
        machine(rows, course, machines, true, 90);
        return Part.of(rows);
    }

    private static void two(List<Row> rows, Course course, WarmFleet wide,
            List<Component> components) {
        int n = course.effort().storyTrials();
        long seed = course.seed("two");
        List<StoryTrial.Two> two = course.trials().run("two faults", n,
                i -> StoryTrial.two(wide, components, seed + i));
        long named = two.stream().mapToLong(StoryTrial.Two::named).sum();
        long right = two.stream().mapToLong(StoryTrial.Two::right).sum();
        long hit = two.stream().mapToLong(StoryTrial.Two::faultsRight).sum();
        rows.add(Row.ratio(NAME, "two.precision", "two faults at once: precision", right, named)
                .hold(Bar.atLeast(0.95)));
        rows.add(Row.ratio(NAME, "two.recall", "two faults at once: recall", hit, 2L * n)
                .hold(Bar.atLeast(0.9)).stretch(Bar.atLeast(0.95)));
    }

    private static void one(List<Row> rows, Course course, WarmFleet wide,
            List<Component> components, boolean flapping) {
        int n = course.effort().storyTrials();
        String what = flapping ? "flapping" : "lasting";
        long seed = course.seed(what);
        List<IncidentCount> counts = course.trials().run(what, n,
                i -> StoryTrial.incidents(wide, components, flapping, seed + i));
        long one = counts.stream().filter(it -> it.incidents() == 1).count();
        long onePaged = counts.stream().filter(it -> it.paged() == 1).count();
        rows.add(Row.ratio(NAME, "one." + what, "one fault, " + what + ": one incident", one, n)
                .hold(Bar.atLeast(0.95)).stretch(Bar.atLeast(0.99)).note("none "
                        + counts.stream().filter(it -> it.incidents() == 0).count() + ", several "
                        + counts.stream().filter(it -> it.incidents() > 1).count()));
        rows.add(Row.ratio(NAME, "one." + what + ".paged",
                "one fault, " + what + ": one incident paged", onePaged, n).note(
                        "none "
                                + counts.stream().filter(it -> it.paged() == 0).count()
                                + ", several "
                                + counts.stream().filter(it -> it.paged() > 1).count()));
    }

    private static void prober(List<Row> rows, Course course, WarmFleet wide, Ailment ailment) {
        int n = Math.max(4, course.effort().storyTrials() / 4);
        String what = ailment.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        long seed = course.seed(what);
        long pages = course.trials().run("prober " + what, n,
                i -> ProberTrial.pages(wide, ailment, seed + i)).stream()
                .mapToLong(Long::longValue).sum();
        Interval count = Interval.ofCount(pages);
        rows.add(Row.of(NAME, "prober." + what, "a prober's own fault, " + what + ": pages", "",
                (double) pages, new Interval(count.low(), count.high()), n)
                .hold(Bar.atMost(0)));
    }

    private static void cutOff(List<Row> rows, Course course, WarmFleet wide) {
        int n = Math.max(4, course.effort().storyTrials() / 4);
        long seed = course.seed("cut off");
        List<ProberTrial.CutOff> cuts = course.trials().run("region cut off", n,
                i -> ProberTrial.cutOff(wide, seed + i));
        rows.add(Row.ratio(NAME, "cutOff.paged", "a region cut off: paged",
                cuts.stream().filter(ProberTrial.CutOff::paged).count(), n)
                .hold(Bar.atLeast(1)));
        rows.add(Row.ratio(NAME, "cutOff.right", "a region cut off: the region is blamed",
                cuts.stream().filter(ProberTrial.CutOff::right).count(), n)
                .hold(Bar.atLeast(1)));
    }

    private static void machine(List<Row> rows, Course course, WarmFleet warm, boolean everywhere,
            double bar) {
        String what = everywhere ? "all regions at 50 %" : "one region at 100 %";
        long seed = course.seed("machines" + what);
        String id = "machine." + (everywhere ? "all" : "one");
        List<MachineTrial.Outcome> outcomes = course.trials().run("Machines, " + what,
                course.effort().delayTrials(), i -> MachineTrial.run(warm, everywhere, seed + i));
        Sample found = Sample.of(
                outcomes.stream().map(MachineTrial.Outcome::findingSeconds).toList());
        Sample paged = Sample.of(
                outcomes.stream().map(MachineTrial.Outcome::pageSeconds).toList());
        rows.add(Row.quantile(NAME, id + ".median", "Machine create, " + what + ": found, median",
                "s", found, 0.5).hold(Bar.atMost(bar)));
        rows.add(Row.quantile(NAME, id + ".p99", "Machine create, " + what + ": found, p99", "s",
                found, 0.99).hold(Bar.atMost(bar)));
        rows.add(Row.quantile(NAME, id + ".page.p99", "Machine create, " + what + ": paged, p99",
                "s", paged, 0.99).hold(Bar.atMost(bar)));
        rows.add(Row.ratio(NAME, id + ".right", "Machine create, " + what + ": culprit right",
                outcomes.stream().filter(MachineTrial.Outcome::right).count(), outcomes.size()));
    }
}
