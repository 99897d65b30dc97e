package dev.picket.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TraceTurnsTest {

    private static final Duration EVERY = Duration.ofSeconds(60);

    @Test
    void waysAreSpreadOverTheInterval() {
        TraceTurns turns = new TraceTurns(3, EVERY, at(0));

        assertThat(take(turns, at(0), 8, Set.of())).containsExactly(0);
        assertThat(take(turns, at(19), 8, Set.of())).isEmpty();
        assertThat(take(turns, at(20), 8, Set.of())).containsExactly(1);
        assertThat(take(turns, at(40), 8, Set.of())).containsExactly(2);
        assertThat(take(turns, at(60), 8, Set.of())).containsExactly(0);
    }

    @Test
    void theMostOverdueIsFirst() {
        TraceTurns turns = new TraceTurns(4, EVERY, at(0));
        turns.by(3, at(5));

        assertThat(take(turns, at(50), 3, Set.of())).containsExactly(0, 3, 1);
        assertThat(take(turns, at(50), 3, Set.of())).containsExactly(2);
    }

    @Test
    void waysAlikeTakeTurnsByNumber() {
        TraceTurns turns = new TraceTurns(3, EVERY, at(0));
        List.of(0, 1, 2).forEach(way -> turns.by(way, at(0)));

        assertThat(take(turns, at(0), 2, Set.of())).containsExactly(0, 1);
        assertThat(take(turns, at(0), 2, Set.of())).containsExactly(2);
    }

    @Test
    void noWayIsLeftOutWhereMoreAreDueThanCanBeTraced() {
        TraceTurns turns = new TraceTurns(10, EVERY, at(0));
        int[] traced = new int[10];

        for (int minute = 1; minute <= 20; minute++) {
            take(turns, at(minute * 60L), 4, Set.of()).forEach(way -> traced[way]++);
        }

        assertThat(traced).containsOnly(8);
    }

    @Test
    void aWayUnderWayWaitsForItsEnd() {
        TraceTurns turns = new TraceTurns(1, EVERY, at(0));

        assertThat(take(turns, at(0), 8, Set.of(0))).isEmpty();
        assertThat(take(turns, at(0), 8, Set.of())).containsExactly(0);
    }

    @Test
    void aTurnIsMadeSoonerAndNeverLater() {
        TraceTurns turns = new TraceTurns(1, EVERY, at(0));
        take(turns, at(0), 1, Set.of());
        turns.by(0, at(30));
        turns.by(0, at(50));

        assertThat(take(turns, at(29), 1, Set.of())).isEmpty();
        assertThat(take(turns, at(30), 1, Set.of())).containsExactly(0);
    }

    private static List<Integer> take(TraceTurns turns, MonotonicInstant now, int slots,
            Set<Integer> underWay) {
        return Stream.generate(() -> turns.next(now, underWay)).limit(slots)
                .flatMap(Optional::stream).toList();
    }

    private static MonotonicInstant at(long seconds) {
        return new MonotonicInstant(Duration.ofSeconds(seconds).toNanos());
    }
}
