package dev.picket.detector;

import java.util.Arrays;

/// What one partition of the paths adds to the statistic of every hypothesis in a tick: whole
/// numbers only, so that partitions added in any order give the same, bit for bit.
///
/// This is what a partition sends: for each hypothesis it touched `own` and `log`, for each pooled
/// group it touched `gain`, as totals of its own members (not as changes, so that a
/// message that comes twice does no harm).
final class Sums {

    /// By hypothesis: Σ over members of their own statistics, those that are large.
    private final long[] own;
    /// By hypothesis, at `h · LOGS + s · points + q`: Σ of log((1−s)+s·e) over members that are a
    /// group by themselves.
    private final long[] log;
    private final int stride;
    /// By pooled group, at `g · stride + q`: Σ of share · (e − 1); behind those of all harms the
    /// members with a tally that counts, so that both lie together.
    private final long[] gain;
    private final Touched hypotheses;
    private final Touched pooled;

    /// @param harms of a pooled group at most
    Sums(int hypotheses, int pooledGroups, int harms) {
        this.stride = harms + 1;
        this.own = new long[hypotheses];
        this.log = new long[hypotheses * Cells.LOGS];
        this.gain = new long[pooledGroups * stride];
        this.hypotheses = new Touched(hypotheses);
        this.pooled = new Touched(pooledGroups);
    }

    /// Numbers touched in this tick, each once.
    static final class Touched {
        private static final int FIRST = 64;

        private int[] numbers = new int[FIRST];
        private final boolean[] has;
        private int count;

        Touched(int most) {
            this.has = new boolean[most];
        }

        void add(int number) {
            if (!has[number]) {
                has[number] = true;
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = number;
            }
        }

        void addAll() {
            for (int number = 0; number < has.length; number++) {
                add(number);
            }
        }

        int count() {
            return count;
        }

        int get(int j) {
            return numbers[j];
        }

        void clear() {
            for (int j = 0; j < count; j++) {
                has[numbers[j]] = false;
            }
            count = 0;
        }
    }

    void clear() {
        Arrays.fill(own, 0);
        Arrays.fill(log, 0);
        Arrays.fill(gain, 0);
        hypotheses.addAll();
        pooled.addAll();
    }

    void clearOwn() {
        Arrays.fill(own, 0);
    }

    void addOwn(int h, long change) {
        own[h] += change;
    }

    /// Adds a change of the factor of a member that is a group by itself.
    void addLog(int h, long[] change, int logs) {
        hypotheses.add(h);
        int at = h * Cells.LOGS;
        for (int j = 0; j < logs; j++) {
            log[at + j] += change[j];
        }
    }

    /// Adds a member of a pooled group, or a change of one.
    void addGain(int group, long[] change, int points, int members) {
        pooled.add(group);
        int at = group * stride;
        for (int q = 0; q < points; q++) {
            gain[at + q] += change[q];
        }
        gain[at + stride - 1] += members;
    }

    /// Takes what all parts say of a hypothesis; a part's own sums are left as they are.
    void gatherLog(int h, ScreenPart[] parts) {
        if (parts.length > 1) {
            Arrays.fill(log, h * Cells.LOGS, (h + 1) * Cells.LOGS, 0);
            for (ScreenPart part : parts) {
                for (int j = h * Cells.LOGS; j < (h + 1) * Cells.LOGS; j++) {
                    log[j] += part.sums().log[j];
                }
            }
        }
    }

    /// The same of a pooled group.
    void gatherGain(int group, ScreenPart[] parts) {
        if (parts.length > 1) {
            int at = group * stride;
            Arrays.fill(gain, at, at + stride, 0);
            for (ScreenPart part : parts) {
                for (int q = at; q < at + stride; q++) {
                    gain[q] += part.sums().gain[q];
                }
            }
        }
    }

    /// Multiplies the factors from `at` on by those of a pooled group.
    void multiply(int group, double[] factor, int at, int harms) {
        int row = group * stride;
        Screen.multiply(factor, at, harms, gain, row, (int) gain[row + stride - 1]);
    }

    long own(int h) {
        return own[h];
    }

    long log(int at) {
        return log[at];
    }

    Touched hypotheses() {
        return hypotheses;
    }

    Touched pooled() {
        return pooled;
    }

    /// Begins a tick: nothing touched.
    void begin() {
        hypotheses.clear();
        pooled.clear();
    }
}
