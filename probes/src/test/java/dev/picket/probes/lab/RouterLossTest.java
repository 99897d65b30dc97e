package dev.picket.probes.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.LossPattern;
import dev.picket.probes.lab.ImposedLoss.Direction;
import dev.picket.probes.lab.ImposedLoss.Manner;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loss made by a router, of which its own counter tells the truth: STAMP counts the same packets,
/// lays them at the right direction, and tells blocks from chance.
@RequiresPeer({Peer.NFTABLES, Peer.IPROUTE, Peer.NAMESPACES})
final class RouterLossTest {

    /// Draws a forward and a return case; the first one, of 0.1 %, in blocks, so that in a thousand
    /// packets there is a loss.
    private static final int SAMPLE_SEED = 0;
    /// Standard deviations two counts through one rule may be apart: 1 in 16,000 by chance.
    private static final double SIGMAS = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void countsWhatTheRouterDropsAndSaysWhichWay() throws Exception {
        List<Map<String, String>> rows = new Lab(folder, 60).run(LossMain.class,
                "3," + SAMPLE_SEED + ",1000");

        assertThat(rows).hasSize(3);
        rows.forEach(RouterLossTest::check);
        assertThat(rows).extracting(row -> row.get("direction")).contains("FORWARD", "RETURN");
        assertThat(rows.getFirst()).containsEntry("manner", "IN_BLOCKS");
    }

    @Test
    @Tag("long")
    void countsTwentyDrawnCasesExactly() throws Exception {
        List<Map<String, String>> rows = new Lab(folder, 900).run(LossMain.class, "20,7,10000");

        assertThat(rows).hasSize(20).allSatisfy(row -> {
            assertThat(row).containsEntry("told", "true");
            assertThat(number(row, "dropped")).isPositive();
        });
        rows.forEach(RouterLossTest::check);
        // Chance is taken for blocks once in a hundred: thrice in ten, once in ten thousand.
        assertThat(rows.stream().filter(row -> of(row, "manner").equals(Manner.RANDOM.name()))
                .filter(row -> of(row, "pattern").equals(LossPattern.IN_BURSTS.name())))
                .hasSizeLessThan(3);
    }

    @Test
    @RequiresPeer({Peer.NFTABLES, Peer.IPROUTE, Peer.NAMESPACES, Peer.IRTT})
    void agreesWithIrttThroughTheSameRule() throws Exception {
        List<Map<String, String>> rows = new Lab(folder, 60).run(LossMain.class,
                "2," + SAMPLE_SEED + ",1000,irtt");

        assertThat(rows).hasSize(2).allSatisfy(RouterLossTest::agreesWithIrtt);
    }

    private static void check(Map<String, String> row) {
        assertThat(number(row, "missing") - number(row, "late")).as("%s", row)
                .isEqualTo(number(row, "dropped"));
        if (!Boolean.parseBoolean(of(row, "told"))) {
            return;
        }
        boolean forward = of(row, "direction").equals(Direction.FORWARD.name());
        assertThat(number(row, forward ? "there" : "back")).as("%s", row)
                .isEqualTo(number(row, "dropped"));
        assertThat(number(row, forward ? "back" : "there")).as("%s", row).isZero();
        assertThat(number(row, "laid")).as("%s", row)
                .isEqualTo(number(row, "dropped") + number(row, "late"));
        if (of(row, "manner").equals(Manner.IN_BLOCKS.name())) {
            assertThat(row).containsEntry("pattern", LossPattern.IN_BURSTS.name());
            assertThat(number(row, "longest")).isBetween(1L, (long) ImposedLoss.BLOCK);
        }
    }

    /// Both lose together what the rule dropped, the same way, and each its share of it.
    private static void agreesWithIrtt(Map<String, String> row) {
        boolean forward = of(row, "direction").equals(Direction.FORWARD.name());
        long irttSent = number(row, "irttSent");
        long irttThere = irttSent - number(row, "irttArrived");
        long irttBack = number(row, "irttArrived") - number(row, "irttReturned");
        long irtt = forward ? irttThere : irttBack;
        long ours = number(row, "missing") - number(row, "late");
        assertThat(ours + irtt).as("%s", row).isEqualTo(number(row, "dropped"));
        assertThat(forward ? irttBack : irttThere).as("%s", row).isZero();
        long sent = number(row, "sent");
        double share = (double) (ours + irtt) / (sent + irttSent);
        double error = Math.sqrt(share * (1 - share) * (1.0 / sent + 1.0 / irttSent));
        if (of(row, "manner").equals(Manner.RANDOM.name())) {
            assertThat((double) ours / sent - (double) irtt / irttSent).as("%s", row)
                    .isBetween(-SIGMAS * error, SIGMAS * error);
        }
    }

    private static long number(Map<String, String> row, String name) {
        return Long.parseLong(of(row, name));
    }

    private static String of(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }
}
