package dev.picket.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.dashboards.story.World;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class MatrixPatternTest {

    private static final Instant NOW = World.NOW;

    @Test
    void namesABadRow() {
        assertThat(words((from, _) -> from.equals("fra")))
                .isEqualTo("Row fra is bad: the fault lies at the source or its own upstream.");
    }

    @Test
    void namesABadColumn() {
        assertThat(words((_, to) -> to.equals("nrt")))
                .isEqualTo("Column nrt is bad: the fault lies at the destination.");
    }

    @Test
    void namesARegionBadBothWays() {
        assertThat(words((from, to) -> from.equals("sin") || to.equals("sin")))
                .startsWith("Row and column sin are bad");
    }

    /// A fault through one of its upstreams, right when it opens.
    @Test
    void namesARegionBadBothWaysWhereOneWayIsNotWhollyBad() {
        assertThat(words((from, to) -> from.equals("sin")
                || (to.equals("sin") && from.compareTo("lhr") < 0)))
                .startsWith("Row and column sin are bad");
    }

    @Test
    void onePacketLostIsNoBadCell() {
        Board board = board();
        board.accept(World.packets(World.stamp("ams", "fra"), NOW.minusSeconds(5), 1));
        board.accept(World.packets(World.stamp("ams", "iad"), NOW.minusSeconds(5), 0));

        assertThat(MatrixPattern.words(board.view(NOW).matrices().getFirst()))
                .isEqualTo("No bad cell.");
    }

    @Test
    void namesTheOnlyBadCell() {
        assertThat(words((from, to) -> from.equals("ams") && to.equals("iad")))
                .isEqualTo("1 of 132 cells is bad: look at the paths from ams to iad.");
    }

    @Test
    void namesThePartOfARegionThatOneUpstreamCarries() {
        // Four of eleven sources: too few for a whole column.
        assertThat(words((from, to) -> to.equals("sin") && from.compareTo("lax") < 0))
                .isEqualTo("4 cells are bad, nearly all from or to sin: something only some of its"
                        + " paths use, such as one upstream provider.");
    }

    @Test
    void namesTheProviderOfABlock() {
        // iad, ord and yyz share cogent.
        assertThat(words((from, to) -> "iad ord yyz".contains(from) && "iad ord yyz".contains(to)))
                .isEqualTo("The block of regions served by cogent is bad: the provider they"
                        + " share.");
    }

    @Test
    void looksAtTheProbersWhenAllIsBad() {
        assertThat(words((_, _) -> true)).startsWith("Nearly all cells are bad");
    }

    @Test
    void saysSoWhenAllIsWellAndWhenNothingIsKnown() {
        assertThat(words((_, _) -> false)).isEqualTo("No bad cell.");
        assertThat(MatrixPattern.words(board().view(NOW).matrices().getFirst()))
                .isEqualTo("No data: nothing can be said.");
    }

    private static Board board() {
        return new Board(World.topology(),
                BoardSettings.of(Duration.ofSeconds(10), Duration.ofSeconds(60)));
    }

    private static String words(BiPredicate<String, String> bad) {
        Board board = board();
        for (String from : World.REGIONS) {
            for (String to : World.REGIONS) {
                if (!from.equals(to)) {
                    board.accept(World.packets(World.stamp(from, to), NOW.minusSeconds(5),
                            bad.test(from, to) ? 4 : 0));
                }
            }
        }
        return MatrixPattern.words(board.view(NOW).matrices().getFirst());
    }
}
