package dev.picket.detector;

import java.util.ArrayList;
import java.util.List;

/// The tallies of one series that are not learnt while it is suspected.
final class Waiting {

    /// Tallies kept one by one; of more only the sums are kept. About an hour and a half.
    private static final int MAX_KEPT = 512;

    private final List<Kept> kept = new ArrayList<>();
    private double trials;
    private double bad;
    private int rounds;
    private int oddRounds;

    /// One tally with the table that judged it.
    record Kept(EvidenceTable table, int bad) {}

    void add(EvidenceTable table, int k) {
        trials += table.trials();
        bad += table.cut(k);
        rounds++;
        oddRounds += table.isOddRound(k) ? 1 : 0;
        if (kept.size() < MAX_KEPT) {
            kept.add(new Kept(table, k));
        }
    }

    void addLate(int n, int k) {
        trials += n;
        bad += k;
    }

    List<Kept> kept() {
        return kept;
    }

    double trials() {
        return trials;
    }

    double bad() {
        return bad;
    }

    int rounds() {
        return rounds;
    }

    int oddRounds() {
        return oddRounds;
    }
}
