package dev.picket.simulation.scorecard;

import dev.picket.detector.DetectorSettings;
import dev.picket.simulation.scorecard.Exhibit.Curve;
import dev.picket.simulation.scorecard.Exhibit.Point;
import dev.picket.simulation.scorecard.rival.BurnRate;
import dev.picket.simulation.scorecard.rival.FixedThreshold;
import dev.picket.simulation.scorecard.rival.PathCusum;
import dev.picket.simulation.scorecard.rival.PathRule;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.statistic.Sample;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The detector beside what operators use today, on the same packets.
final class Alternatives implements Section {

    private static final String NAME = "alternatives";
    private static final int PATHS = 1_190;
    private static final double TICKS_PER_YEAR = 3_155_760;
    private static final double TICKS_PER_DAY = 8_640;
    private static final int QUIET_TICKS = 8_640;
    /// The longest window of a rule, six hours, fills before anything is counted.
    private static final int FILL_TICKS = 2_160;
    private static final double USUAL_RATE = 0.0013;
    private static final double[] RATIOS = {0.005, 0.01, 0.02, 0.05, 0.15, 0.5, 1};
    private static final double[] PAGES_A_YEAR = {0.01, 1, 100, 10_000};
    private static final List<DelayCase> CASES = List.of(new DelayCase(34, 34, 0.01),
            new DelayCase(34, 34, 0.05), new DelayCase(34, 10, 0.05), new DelayCase(34, 34, 0.15),
            new DelayCase(34, 10, 0.5), new DelayCase(34, 2, 0.5), new DelayCase(34, 1, 0.5));

    /// The alternatives, each made anew for each trial.
    private static final List<Supplier<PathRule>> RULES = List.of(
            () -> new FixedThreshold(PATHS, 0.05, 3), () -> new BurnRate(PATHS, 0.99),
            () -> new BurnRate(PATHS, 0.999),
            () -> new PathCusum(PATHS, USUAL_RATE, 0.05, TICKS_PER_YEAR));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        WarmFleet warm = course.warm(Fleets.withSubject(34), "ordinary", BackgroundModel.ORDINARY);
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("median rounds to the first finding"));
        CASES.forEach(fault -> head.add(fault.label()));
        head.add("false pages a day");
        cells.add(head);
        List<Row> rows = new ArrayList<>();
        List<String> ours = new ArrayList<>(List.of("Picket"));
        for (DelayCase fault : CASES) {
            ours.add(cell(ours(course, warm, fault, warm.settings())));
        }
        ours.add(quiet(course, "Picket", oursPages(course, warm), rows));
        cells.add(ours);
        for (Supplier<PathRule> rule : RULES) {
            cells.add(rule(course, warm, rule, rows));
        }
        return new Part(rows, List.of(
                new Exhibit.Grid("Beside the usual alternatives (median rounds; found; culprit "
                        + "right two minutes in, by a vote for the alternatives)", cells),
                overRatio(course, warm), overFalsePages(course, warm)));
    }

    /// One measured answer of anybody.
    private record Answer(Optional<Double> ticks, boolean right) {}

    private static List<Answer> ours(Course course, WarmFleet warm, DelayCase fault,
            DetectorSettings settings) {
        long seed = course.seed("delays");
        return course.trials().run("Picket, " + fault.label(), trials(course), i -> {
            var delay = DelayTrial.run(warm, fault, seed + i, settings);
            return new Answer(delay.findingTicks(), delay.right());
        });
    }

    private static List<Answer> theirs(Course course, WarmFleet warm, DelayCase fault,
            Supplier<PathRule> rule) {
        long seed = course.seed("delays");
        return course.trials().run(rule.get().name() + ", " + fault.label(), trials(course), i -> {
            var outcome = RivalTrial.run(warm, fault, rule.get(), seed + i);
            return new Answer(outcome.findingTicks(), outcome.right());
        });
    }

    private static int trials(Course course) {
        return Math.max(8, course.effort().delayTrials() / 4);
    }

    private static List<String> rule(Course course, WarmFleet warm, Supplier<PathRule> rule,
            List<Row> rows) {
        String name = rule.get().name();
        List<String> cells = new ArrayList<>(List.of(name));
        for (DelayCase fault : CASES) {
            cells.add(cell(theirs(course, warm, fault, rule)));
        }
        cells.add(quiet(course, name, theirPages(course, warm, rule), rows));
        return cells;
    }

    private static String quiet(Course course, String name, long pages, List<Row> rows) {
        int stretches = stretches(course);
        double days = stretches * QUIET_TICKS / TICKS_PER_DAY;
        Interval count = Interval.ofCount(pages);
        rows.add(Row.of(NAME, "falsePages." + name, name + ": false pages, bursts alone", "a day",
                pages / days, new Interval(count.low() / days, count.high() / days), stretches));
        return Row.number(pages / days);
    }

    /// The detector's pages on the packets that the rules are given.
    private static long oursPages(Course course, WarmFleet warm) {
        long seed = course.seed(NAME + "quiet");
        return course.trials().run("Picket, quiet", stretches(course), i -> {
            FleetRun run = warm.run(seed + i);
            Found found = new Found();
            for (int tick = 0; tick < FILL_TICKS + QUIET_TICKS; tick++) {
                found.take(run.tick());
            }
            return found.pages();
        }).stream().mapToLong(Long::longValue).sum();
    }

    private static long theirPages(Course course, WarmFleet warm, Supplier<PathRule> rule) {
        int stretches = stretches(course);
        long seed = course.seed(NAME + "quiet");
        return course.trials().run(rule.get().name() + ", quiet", stretches,
                i -> RivalTrial.falsePages(warm, rule.get(), seed + i, FILL_TICKS, QUIET_TICKS))
                .stream()
                .mapToLong(Long::longValue).sum();
    }

    private static int stretches(Course course) {
        return Math.clamp(Math.round(course.effort().quietDays()), 2, 40);
    }

    private static String cell(List<Answer> answers) {
        long found = answers.stream().filter(it -> it.ticks().isPresent()).count();
        long right = answers.stream().filter(Answer::right).count();
        return Row.number(median(answers)) + "; " + found + "/" + answers.size() + "; " + right
                + "/" + answers.size();
    }

    private static double median(List<Answer> answers) {
        return Sample.of(answers.stream().map(it -> it.ticks().orElse(Double.POSITIVE_INFINITY))
                .toList()).quantile(0.5);
    }

    private static Exhibit overRatio(Course course, WarmFleet warm) {
        List<Curve> curves = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (double ratio : RATIOS) {
            add(points, 100 * ratio, median(ours(course, warm, new DelayCase(34, 34, ratio),
                    warm.settings())));
        }
        curves.add(new Curve("Picket", points));
        for (Supplier<PathRule> rule : RULES) {
            List<Point> theirs = new ArrayList<>();
            for (double ratio : RATIOS) {
                add(theirs, 100 * ratio,
                        median(theirs(course, warm, new DelayCase(34, 34, ratio), rule)));
            }
            curves.add(new Curve(rule.get().name(), theirs));
        }
        return new Exhibit.Plot("Delay against rate: all 34 paths of a provider",
                "packets lost, %", "median delay, rounds of 10 s", true, true, curves);
    }

    private static Exhibit overFalsePages(Course course, WarmFleet warm) {
        DelayCase fault = new DelayCase(34, 10, 0.05);
        List<Point> points = new ArrayList<>();
        for (double pages : PAGES_A_YEAR) {
            add(points, pages, median(ours(course, warm, fault,
                    warm.settings().withFalsePagesPerYear(pages))));
        }
        List<Curve> curves = new ArrayList<>(
                List.of(new Curve("Picket, by the pages allowed", points)));
        for (Supplier<PathRule> rule : RULES) {
            List<Point> theirs = new ArrayList<>();
            double pages = TICKS_PER_YEAR / QUIET_TICKS * theirPages(course, warm, rule)
                    / stretches(course);
            if (pages > 0) {
                add(theirs, pages, median(theirs(course, warm, fault, rule)));
            }
            curves.add(new Curve(rule.get().name() + ", by the pages seen", theirs));
        }
        return new Exhibit.Plot("Delay against false pages: " + fault.label(),
                "false pages a year", "median delay, rounds of 10 s", true, true, curves);
    }

    private static void add(List<Point> points, double x, double y) {
        if (Double.isFinite(y)) {
            points.add(new Point(x, y));
        }
    }
}
