package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whom the detector blames, over seeded faults of every class of component.
class CulpritAccuracyTest {

    private static final List<String> DIRECTIONS = List.of("forward", "return", "both");
    private static final List<Double> SHARES = List.of(0.3, 0.6, 1.0);
    private static final List<Double> RATES = List.of(0.02, 0.05, 0.15, 0.5, 1.0);

    @Test
    void aSampleOfFaultsOfTheNetworkIsNamedRightEveryTime() {
        CulpritTrials trials = new CulpritTrials(14, 3);
        List<CulpritTrials.Trial> sample = new ArrayList<>();
        for (String of : List.of("PROVIDER", "PROVIDER_AT_REGION", "REGION", "HOST", "VANTAGE")) {
            sample.addAll(trials.trials(of, 1, 0.05, "forward", 2, 1));
            sample.addAll(trials.trials(of, 0.6, 0.5, "both", 1, 2));
        }
        CulpritTrials.Count count = run(trials, sample);
        assertThat(count.right).as(count.toString()).isEqualTo(sample.size());
        assertThat(count.named).as(count.toString()).isEqualTo(sample.size());
    }

    @Test
    @Tag("long")
    void oneFaultOfEveryClassShareRateAndDirection() {
        CulpritTrials trials = new CulpritTrials(WideWorld.REGIONS, 5);
        List<CulpritTrials.Trial> all = new ArrayList<>();
        for (String of : trials.classes()) {
            for (double share : SHARES) {
                for (double rate : RATES) {
                    for (String direction : directions(of)) {
                        all.addAll(trials.trials(of, share, rate, direction, 4,
                                Objects.hash(of, share, rate, direction)));
                    }
                }
            }
        }
        CulpritTrials.Count count = run(trials, all);
        System.out.println("one fault: " + count);
        assertThat(count.precision()).as(count.toString()).isGreaterThan(0.98);
        assertThat(count.recall()).as(count.toString()).isGreaterThan(0.9);
    }

    @Test
    @Tag("long")
    void twoFaultsAtOnce() {
        CulpritTrials trials = new CulpritTrials(WideWorld.REGIONS, 5);
        List<CulpritTrials.Trial> all = new ArrayList<>();
        for (double share : SHARES) {
            for (double rate : RATES) {
                for (String direction : DIRECTIONS) {
                    all.addAll(trials.pairs(share, rate, direction, 4,
                            Objects.hash(share, rate, direction)));
                }
            }
        }
        CulpritTrials.Count count = run(trials, all);
        System.out.println("two faults: " + count);
        assertThat(count.precision()).as(count.toString()).isGreaterThan(0.95);
        assertThat(count.recall()).as(count.toString()).isGreaterThan(0.9);
    }

    /// Services have no direction.
    private static List<String> directions(String of) {
        return of.startsWith("SERVICE") ? List.of("both") : DIRECTIONS;
    }

    private static CulpritTrials.Count run(CulpritTrials trials,
            List<CulpritTrials.Trial> all) {
        CulpritTrials.Count count = new CulpritTrials.Count();
        all.parallelStream().map(trials::run).toList().forEach(outcome -> {
            count.add(outcome.count());
            if (!outcome.confusion().isEmpty()) {
                System.out.println(outcome.trial() + " ->" + outcome.confusion());
            }
        });
        return count;
    }
}
