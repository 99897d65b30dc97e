package dev.picket.detector;

import java.util.Arrays;

/// A test of whether the null of a class is calibrated, going on for as long as it is used.
///
/// Idea: while it is, the mean of e over any block of tallies has an expectation of at most 1
/// given the past, however the tallies depend on each other inside the block. So R ← (1 + R)·(1 +
/// λ(mean − 1)), averaged over harms and a few bets λ, reaches B at most once in B blocks: the same
/// restarted bet as the screen's, against the null itself. Source: Waudby-Smith and Ramdas (2024),
/// betting on a bounded mean from one side. Cost: one division per harm and block.
/// Refused: a bet on every tally, which takes a blip shared by many paths for a wrong null.
final class Calibration {

    /// Tallies of a block at least; fewer wait for the next one.
    private static final int BLOCK_TALLIES = 500;
    private static final double[] BETS = {0.02, 0.1, 0.4};
    private static final double CAP = 1e200;

    private final int points;
    private final double[] blockSum;
    private final double[] value;
    private double blockTallies;

    Calibration(HarmGrid grid) {
        this.points = grid.points();
        this.blockSum = new double[points];
        this.value = new double[points * BETS.length];
    }

    void add(EvidenceTable judge, int bad, int count) {
        blockTallies += count;
        for (int q = 0; q < points; q++) {
            blockSum[q] += count * judge.evidence(bad, q);
        }
    }

    /// Ends the block if it has enough tallies, and says whether calibration has failed since the
    /// last failure.
    ///
    /// @param blocksPerFailure blocks that pass for each failure of a calibrated null
    boolean endBlock(double blocksPerFailure) {
        if (blockTallies < BLOCK_TALLIES) {
            return false;
        }
        double total = 0;
        for (int q = 0; q < points; q++) {
            double gain = blockSum[q] / blockTallies - 1;
            for (int bet = 0; bet < BETS.length; bet++) {
                int at = q * BETS.length + bet;
                value[at] = Math.min(CAP, (1 + value[at]) * (1 + BETS[bet] * gain));
                total += value[at];
            }
        }
        startBlock();
        if (total / value.length < blocksPerFailure) {
            return false;
        }
        Arrays.fill(value, 0);
        return true;
    }

    /// Leaves out what was counted for this block: nothing is bet on what is only learnt.
    void startBlock() {
        Arrays.fill(blockSum, 0);
        blockTallies = 0;
    }
}
