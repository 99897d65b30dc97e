package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.DelayTrial.Delay;
import dev.picket.simulation.scorecard.statistic.Sample;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long a fault of a provider goes unnoticed, and unpaged. A missed fault counts as one found
/// after everything else.
final class Delays implements Section {

    private static final String NAME = "delays";

    /// A case with what its median and its slowest hundredth may take, in rounds, and its page.
    private record Bars(DelayCase fault, double median, double p99, double medianStretch,
            double p99Stretch, Optional<Double> page, double pageStretch) {

        static Bars of(int harmed, int members, double ratio, double median, double p99,
                double medianStretch, double p99Stretch) {
            return new Bars(new DelayCase(members, harmed, ratio), median, p99, medianStretch,
                    p99Stretch, Optional.empty(), 0);
        }

        Bars paged(double seconds, double stretch) {
            return new Bars(fault, median, p99, medianStretch, p99Stretch, Optional.of(seconds),
                    stretch);
        }
    }

    private static final double NONE = Double.POSITIVE_INFINITY;

    private static final List<Bars> CASES = List.of(
            Bars.of(34, 34, 0.05, NONE, 2, 1, NONE).paged(55, 45),
            Bars.of(16, 34, 0.05, 2.5, 4.5, 2, 3.5),
            Bars.of(10, 34, 0.05, 4, 7, 3, 5),
            Bars.of(34, 34, 0.01, 6, 11, 4, 7),
            Bars.of(22, 67, 0.5, NONE, 2, NONE, 1).paged(35, 25),
            Bars.of(3, 10, 0.5, 5, 10, 3, NONE),
            Bars.of(10, 34, 0.2, NONE, NONE, NONE, NONE).paged(35, 25),
            Bars.of(34, 34, 0.2, NONE, NONE, NONE, NONE).paged(35, 25));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        List<Row> rows = new ArrayList<>();
        CASES.forEach(bars -> add(rows, bars, course));
        return Part.of(rows);
    }

    private static void add(List<Row> rows, Bars bars, Course course) {
        DelayCase fault = bars.fault();
        WarmFleet warm = course.warm(Fleets.withSubject(fault.members()), "ordinary",
                BackgroundModel.ORDINARY);
        long seed = course.seed(NAME);
        List<Delay> delays = course.trials().run(fault.label(), course.effort().delayTrials(),
                i -> DelayTrial.run(warm, fault, seed + i));
        Sample rounds = Sample.of(delays.stream()
                .map(it -> it.findingTicks().orElse(Double.POSITIVE_INFINITY)).toList());
        Sample pages = Sample.of(delays.stream()
                .map(it -> it.pageSeconds().orElse(Double.POSITIVE_INFINITY)).toList());
        long missed = delays.stream().filter(it -> it.findingTicks().isEmpty()).count();
        long right = delays.stream().filter(Delay::right).count();
        long early = delays.stream().mapToLong(Delay::early).sum();
        String note = "missed " + missed + ", culprit right at once " + right + ", false before "
                + early;
        rows.add(barred(Row.quantile(NAME, "delay." + fault.id() + ".median",
                fault.label() + ": onset to finding, median", "rounds", rounds, 0.5),
                bars.median(), bars.medianStretch()).note(note));
        rows.add(barred(Row.quantile(NAME, "delay." + fault.id() + ".p99",
                fault.label() + ": onset to finding, p99", "rounds", rounds, 0.99),
                bars.p99(), bars.p99Stretch()));
        bars.page().ifPresent(seconds -> rows.add(barred(Row.quantile(NAME,
                "page." + fault.id() + ".p99", fault.label() + ": onset to page, p99", "s", pages,
                0.99), seconds, bars.pageStretch())));
    }

    private static Row barred(Row row, double hold, double stretch) {
        Row held = hold == NONE ? row : row.hold(Bar.atMost(hold));
        return stretch == NONE ? held : held.stretch(Bar.atMost(stretch));
    }
}
