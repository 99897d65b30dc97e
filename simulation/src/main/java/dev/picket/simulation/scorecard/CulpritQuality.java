package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.CulpritTrial.Blame;
import dev.picket.simulation.scorecard.CulpritTrial.Outcome;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.statistic.Sample;
import java.util.ArrayList;
import java.util.List;

/// How good the words of doubt are: sets named, the probability given to the truth, and whether
/// what is said with confidence c is right in c of the cases.
final class CulpritQuality {

    private static final String NAME = "culprits";
    /// A posterior of nothing costs this much and no more.
    private static final double POSTERIOR_MIN = 1e-4;
    private static final double[] BINS = {0, 0.5, 0.7, 0.9, 0.99, 1.0000001};

    private CulpritQuality() {}

    static List<Row> rows(List<Outcome> all) {
        List<Blame> sets = all.stream().flatMap(it -> it.blames().stream())
                .filter(it -> it.size() > 1).toList();
        long cover = sets.stream().filter(Blame::right).count();
        Sample sizes = Sample.of(all.stream().flatMap(it -> it.blames().stream())
                .filter(it -> it.size() > 0).map(it -> (double) it.size()).toList());
        Sample scores = Sample.of(all.stream().flatMap(it -> it.truthPosterior().stream())
                .map(it -> -Math.log(Math.max(POSTERIOR_MIN, it))).toList());
        List<Blame> named = all.stream().flatMap(it -> it.blames().stream())
                .filter(it -> it.size() > 0).toList();
        long covered = named.stream().filter(Blame::right).count();
        return List.of(
                Row.ratio(NAME, "sets.cover", "sets named: the truth is among them", cover,
                        sets.size()).hold(Bar.atLeast(0.95)),
                Row.ratio(NAME, "named.cover", "named, one or several: the truth is among them",
                        covered, named.size()).hold(Bar.atLeast(0.95)),
                Row.of(NAME, "sets.size", "components named, mean", "", sizes.mean(),
                        Interval.ofMean(sizes.mean(), sizes.standardError()), sizes.size())
                        .hold(Bar.atMost(1.2)),
                Row.of(NAME, "logScore", "log score of the truth, mean", "nats", scores.mean(),
                        Interval.ofMean(scores.mean(), scores.standardError()), scores.size()));
    }

    static List<Exhibit> exhibits(List<Outcome> all) {
        List<Blame> said = all.stream().flatMap(it -> it.blames().stream())
                .filter(it -> it.size() > 0).toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("confidence", "said", "mean", "right", "95 %"));
        for (int bin = 0; bin + 1 < BINS.length; bin++) {
            double low = BINS[bin];
            double high = BINS[bin + 1];
            List<Blame> in = said.stream()
                    .filter(it -> it.confidence() >= low && it.confidence() < high).toList();
            if (in.isEmpty()) {
                continue;
            }
            long right = in.stream().filter(Blame::right).count();
            double mean = in.stream().mapToDouble(Blame::confidence).average().orElse(0);
            Interval interval = Interval.wilson(right, in.size());
            cells.add(List.of(Row.number(low) + " to " + Row.number(Math.min(1, high)),
                    String.valueOf(in.size()), Row.number(mean),
                    Row.number((double) right / in.size()),
                    Row.number(interval.low()) + " to " + Row.number(interval.high())));
        }
        return List.of(new Exhibit.Grid("Confidence said against right", cells));
    }
}
