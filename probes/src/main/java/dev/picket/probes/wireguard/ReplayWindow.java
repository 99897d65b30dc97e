package dev.picket.probes.wireguard;

/// The counters a tunnel has taken already, so that none is taken twice (RFC 6479): a ring of
/// blocks of bits, of which the newest always stands for counters yet to come in part. Moving on
/// clears whole blocks instead of shifting bits.
final class ReplayWindow {

    /// A counter this far behind the greatest may still come; one further behind is refused.
    static final long COUNTERS = 15L * Long.SIZE;
    /// Counters from here on are never taken: the paper's reject-after-messages.
    static final long COUNTER_LIMIT = -1L >>> 1;
    private static final int BLOCKS = 16;
    private static final int BLOCK_SHIFT = 6;

    private final long[] blocks = new long[BLOCKS];
    private long greatest;

    /// Whether `counter` is new; it is then remembered. Only for a message that authenticated.
    boolean take(long counter) {
        if (counter < 0 || counter >= COUNTER_LIMIT || greatest - counter > COUNTERS) {
            return false;
        }
        long block = counter >>> BLOCK_SHIFT;
        if (counter > greatest) {
            long from = greatest >>> BLOCK_SHIFT;
            long ahead = Math.min(block - from, BLOCKS);
            for (long i = 1; i <= ahead; i++) {
                blocks[slot(from + i)] = 0;
            }
            greatest = counter;
        }
        long bit = 1L << counter;
        boolean isNew = (blocks[slot(block)] & bit) == 0;
        blocks[slot(block)] |= bit;
        return isNew;
    }

    private static int slot(long block) {
        return (int) (block & (BLOCKS - 1));
    }
}
