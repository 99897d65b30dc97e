package dev.picket.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final long SEED = 17;
    private final List<RecordedChange> changes = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void findsARiseOfTheLossRatioWithinFourRoundsAndItsEnd() throws IOException {
        StringBuilder csv = new StringBuilder("time,series,sent,bad\n");
        for (int round = 0; round < 600; round++) {
            double ratio = round >= 300 && round < 400 ? 0.15 : 0.01;
            csv.append(round * 10).append(",a,20,").append(bad(20, ratio)).append('\n');
        }

        run(csv);

        assertThat(changes).as("seed %d: %s", SEED, changes).hasSize(2);
        assertThat(changes.get(0).up()).isTrue();
        assertThat(changes.get(0).onset().getEpochSecond()).isBetween(2980L, 3030L);
        assertThat(changes.get(0).detectedAt().getEpochSecond()).isBetween(3000L, 3090L);
        assertThat(changes.get(1).up()).isFalse();
        assertThat(changes.get(1).onset().getEpochSecond()).isBetween(3980L, 4040L);
        assertThat(changes.get(1).detectedAt().getEpochSecond()).isBetween(4000L, 4300L);
    }

    @Test
    void findsShiftsOfALevelBothWaysAndNothingInItsNoise() throws IOException {
        StringBuilder csv = new StringBuilder("time,value\n");
        for (int round = 0; round < 900; round++) {
            double level = round >= 300 && round < 600 ? 60 : 40;
            csv.append(round * 10).append(',').append(level + random.nextGaussian())
                    .append('\n');
        }

        run(csv);

        assertThat(changes).as("seed %d: %s", SEED, changes).hasSize(2);
        assertThat(changes).extracting(RecordedChange::up).containsExactly(true, false);
        assertThat(changes.get(0).onset().getEpochSecond()).isEqualTo(3000);
        assertThat(changes.get(0).detectedAt().getEpochSecond()).isBetween(3010L, 3100L);
        assertThat(changes.get(0).series()).isEqualTo("data");
    }

    @Test
    void saysNothingOfASteadySeries() throws IOException {
        StringBuilder csv = new StringBuilder("time,sent,bad\n");
        for (int round = 0; round < 50_000; round++) {
            csv.append(round).append(",20,").append(bad(20, 0.01)).append('\n');
        }

        BacktestSummary summary = run(csv);

        assertThat(changes).as("seed %d", SEED).isEmpty();
        assertThat(summary.rows()).isEqualTo(50_000);
        assertThat(summary.series()).isEqualTo(1);
    }

    @Test
    void neverLooksAhead() throws IOException {
        StringBuilder csv = new StringBuilder("time,sent,bad\n");
        for (int round = 0; round < 310; round++) {
            csv.append(round).append(",20,").append(bad(20, round >= 300 ? 0.5 : 0.01))
                    .append('\n');
        }
        run(csv);
        List<RecordedChange> whole = List.copyOf(changes);
        long decidedAt = whole.getFirst().detectedAt().getEpochSecond();
        changes.clear();

        run(new StringBuilder(csv.substring(0, csv.indexOf("\n" + (decidedAt + 1) + ",") + 1)));

        assertThat(changes).isEqualTo(whole);
    }

    @Test
    void refusesARowThatIsEarlierThanTheOneBefore() throws IOException {
        BacktestSummary summary = run(new StringBuilder("time,value\n100,1\n99,1\n"));

        assertThat(summary.stopped().orElseThrow().line()).isEqualTo(3);
        assertThat(summary.stopped().orElseThrow().message())
                .startsWith("time: expected 1970-01-01T00:01:40Z or later");
    }

    @Test
    void writesAChangeAsOneJsonObject() {
        RecordedChange change = new RecordedChange("a", true,
                java.time.Instant.ofEpochSecond(10), java.time.Instant.ofEpochSecond(20), 15.5,
                java.util.Optional.empty());

        assertThat(change.json()).hasToString("{\"series\":\"a\",\"direction\":\"up\",\"onset\":"
                + "\"1970-01-01T00:00:10Z\",\"detectedAt\":\"1970-01-01T00:00:20Z\","
                + "\"logEvidence\":15.5}");
    }

    private int bad(int trials, double ratio) {
        int bad = 0;
        for (int i = 0; i < trials; i++) {
            bad += random.nextDouble() < ratio ? 1 : 0;
        }
        return bad;
    }

    private BacktestSummary run(StringBuilder csv) throws IOException {
        return Backtest.run("data.csv",
                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)), false,
                changes::add);
    }
}
