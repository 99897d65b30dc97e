package dev.picket.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.platform.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledBacktestTest {

    private static final String NETWORK = """
            network:
              providers: {cogent: {}, arelion: {}, lumen: {}}
              regions:
                sin: {providers: [cogent]}
                fra: {providers: [arelion]}
                ord: {providers: [cogent]}
                sjc: {providers: [lumen]}
                gru: {providers: [arelion]}
                nrt: {providers: [lumen]}
            offNet:
              office: {access: [arelion]}
            """;
    private static final List<String> REGIONS = List.of("sin", "fra", "ord", "sjc", "gru", "nrt");
    private static final int ROUNDS = 600;
    private static final int ONSET = 500;
    private static final int END = 540;
    private static final long SEED = 23;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<RecordedChange> changes = new ArrayList<>();

    @Test
    void blamesWhatTheBadPathsShareAndSaysWhenItEnded() throws IOException {
        PooledBacktest.Outcome outcome = run(NETWORK, recording());

        assertThat(outcome).isInstanceOfSatisfying(PooledBacktest.Outcome.Done.class, done -> {
            assertThat(done.summary().stopped()).isEmpty();
            assertThat(done.summary().series()).isEqualTo(30);
        });
        assertThat(changes).as("seed %d", SEED).hasSize(2);
        ObjectNode opened = changes.getFirst().json();
        assertThat(opened.path("culprit").toString()).contains("sin");
        assertThat(opened.path("direction").asText()).isEqualTo("up");
        assertThat(changes.getFirst().onset().getEpochSecond())
                .isBetween(ONSET * 10L - 10, ONSET * 10L + 10);
        assertThat(changes.getFirst().detectedAt().getEpochSecond())
                .isBetween(ONSET * 10L, ONSET * 10L + 40);
        assertThat(changes.getLast().up()).isFalse();
        assertThat(changes.getLast().onset().getEpochSecond())
                .isBetween(END * 10L - 30, END * 10L + 30);
    }

    @Test
    void namesThatTheTopologyHasNotAreBadRows() throws IOException {
        PooledBacktest.Outcome outcome = run(NETWORK,
                "time,vantage,target,sent,bad\n0,office,sin,20,0\n0,frax,sin,20,0\n");

        assertThat(outcome).isInstanceOfSatisfying(PooledBacktest.Outcome.Done.class,
                done -> assertThat(done.summary().stopped().map(Problem::message)).contains(
                        "vantage: expected a region or a vantage of offNet, got `frax`, did you"
                                + " mean `fra`?"));
    }

    @Test
    void everyProblemOfTheTopologyIsSaid() throws IOException {
        assertThat(run("network: {providers: {a: {asn: none}}, regions: {b: {providers: [c]}}}",
                "time,vantage,target,sent,bad\n"))
                .isInstanceOfSatisfying(PooledBacktest.Outcome.NoTopology.class,
                        none -> assertThat(none.problems()).hasSize(2));
    }

    private static String recording() {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder csv = new StringBuilder("time,vantage,target,sent,bad\n");
        for (int round = 0; round < ROUNDS; round++) {
            for (String vantage : REGIONS) {
                for (String target : REGIONS) {
                    boolean harmed = round >= ONSET && round < END && target.equals("sin");
                    int bad = 0;
                    for (int i = 0; i < 20; i++) {
                        bad += random.nextDouble() < (harmed ? 0.4 : 0.002) ? 1 : 0;
                    }
                    if (!vantage.equals(target)) {
                        csv.append(round * 10).append(',').append(vantage).append(',')
                                .append(target).append(",20,").append(bad).append('\n');
                    }
                }
            }
        }
        return csv.toString();
    }

    private PooledBacktest.Outcome run(String network, String data) throws IOException {
        Path topology = Files.writeString(folder.resolve("network.yaml"), network);
        Path file = Files.writeString(folder.resolve("data.csv"), data);
        return PooledBacktest.run(file, topology, false, changes::add);
    }
}
