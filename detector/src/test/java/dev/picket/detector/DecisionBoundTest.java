package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is carried on of a decision against the same decision worked out anew.
class DecisionBoundTest {

    private static final int RATE_LEVEL = 20;
    private static final int TRIALS = 20;
    private static final int TICKS = 60;

    private final EvidenceTables tables = new EvidenceTables();
    private final SeriesIndex series = new SeriesIndex(TestWorld.build(List.of("ams", "sin")));
    private final Hypotheses hypotheses = new Hypotheses(series);
    private final TallyRing ring = new TallyRing(series.count(), tables);
    private final Masks masks = new Masks(series.count(), hypotheses.count());
    private final Evidence evidence = new Evidence(hypotheses, series, ring, masks);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isNeverSaidToBeBelowWhatItIsAndOftenBelowFiftyTimesThat(long seed) {
        Random random = new Random(seed);
        Decision decision = new Decision(evidence);
        int asked = 0;
        int said = 0;
        for (int tick = 1; tick <= TICKS; tick++) {
            fill(tick, random);
            if (tick == 40) {
                masks.explain(3, 0);
            }
            Decision anew = new Decision(evidence);
            for (int h = 0; h < hypotheses.count(); h++) {
                if (tick % 4 != h % 4) {
                    decision.isBelow(h, tick, 1); // carried on
                    continue;
                }
                double exact = anew.statistic(h, 0, tick);
                assertThat(decision.isBelow(h, tick, exact))
                        .as("seed %d, tick %d, %s", seed, tick, hypotheses.component(h)).isFalse();
                assertThat(new Decision(evidence).atMost(h, 0, tick))
                        .as("seed %d, tick %d, %s", seed, tick, hypotheses.component(h))
                        .isBetween(exact, 2 * exact);
                asked++;
                said += decision.isBelow(h, tick, 50 * exact) ? 1 : 0;
                if (tick % 12 == h % 12) {
                    assertThat(decision.statistic(h, 0, tick)).isEqualTo(exact);
                }
            }
        }
        assertThat(said).as("seed %d, of %d", seed, asked).isBetween(asked / 3, asked - 1);
    }

    /// One member's round was over before a fault of three began: that costs what such a round
    /// is unlikely, and not what a clean round says against the fault.
    @Test
    void aRoundThatWasOverBeforeTheOnsetIsNoArgumentAgainstTheFault() {
        int h = hypotheses.of(new Component.Region("sin"),
                series.lanes().indexOf(new Lane(ProbeKind.STAMP, Signal.LOST)));
        int[] members = hypotheses.members(h).series();
        for (int tick = 1; tick <= 3; tick++) {
            ring.begin(tick);
            for (int m = tick > 1 ? 0 : 1; m < 3; m++) {
                ring.put(tick, members[m], tables.id(HarmGrid.ADDED, RATE_LEVEL, 0, TRIALS), 8);
            }
        }
        double untold = Math.log(new Decision(evidence).statistic(h, 0, 3));
        ring.put(1, members[0], tables.id(HarmGrid.ADDED, RATE_LEVEL, 0, TRIALS), 0);
        assertThat(Math.log(new Decision(evidence).statistic(h, 0, 3)))
                .isBetween(untold - 2, untold - 1);
    }

    /// Mostly quiet, with bad spells of single series.
    private void fill(int tick, Random random) {
        ring.begin(tick);
        for (int i = 0; i < series.count(); i++) {
            HarmGrid grid = series.lane(i).grid();
            boolean spell = (tick / 7 + i) % 40 == 0;
            int bad = random.nextInt(spell ? 2 : 50) == 0 ? 1 + random.nextInt(4) : 0;
            if (random.nextInt(30) > 0) {
                ring.put(tick, i, tables.id(grid, RATE_LEVEL, 0, TRIALS), bad);
            }
        }
    }
}
