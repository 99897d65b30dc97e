package dev.picket.detector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// For every series, the hypotheses it gives evidence to and the group it is in there: the members
/// of all hypotheses the other way round, laid out flat.
///
/// Groups of one member that crosses wholly (most groups) need no sums of their own: their factor
/// is looked up. The others are numbered hypothesis by hypothesis and called pooled.
final class Memberships {

    private final int[] start;
    /// A hypothesis, or the complement of a pooled group.
    private final int[] code;
    private final float @Nullable [] share;
    private final int[] hypothesisOfPooled;
    private final int[] pooledStart;
    private final int largestPooled;
    private final int mostMembers;

    Memberships(Hypotheses hypotheses, int series) {
        this.start = new int[series + 1];
        this.pooledStart = new int[hypotheses.count() + 1];
        int largest = 1;
        int most = 1;
        boolean partial = false;
        for (int h = 0; h < hypotheses.count(); h++) {
            Hypotheses.Members members = hypotheses.members(h);
            most = Math.max(most, members.size());
            int pooled = 0;
            for (int g = 0; g < members.groups(); g++) {
                largest = Math.max(largest, members.groupSize(g));
                pooled += isPooled(members, g) ? 1 : 0;
            }
            pooledStart[h + 1] = pooledStart[h] + pooled;
            for (int m = 0; m < members.size(); m++) {
                start[members.series()[m] + 1]++;
                partial |= members.share(m) != 1;
            }
        }
        for (int i = 0; i < series; i++) {
            start[i + 1] += start[i];
        }
        this.largestPooled = largest;
        this.mostMembers = most;
        this.code = new int[start[series]];
        this.share = partial ? new float[start[series]] : null;
        this.hypothesisOfPooled = new int[pooledStart[hypotheses.count()]];
        fill(hypotheses, Arrays.copyOf(start, series));
    }

    private void fill(Hypotheses hypotheses, int[] at) {
        int group = 0;
        for (int h = 0; h < hypotheses.count(); h++) {
            Hypotheses.Members members = hypotheses.members(h);
            for (int g = 0; g < members.groups(); g++) {
                boolean pooled = isPooled(members, g);
                for (int m = members.groupStart()[g]; m < members.groupStart()[g + 1]; m++) {
                    int entry = at[members.series()[m]]++;
                    code[entry] = pooled ? ~group : h;
                    if (share != null) {
                        share[entry] = members.share(m);
                    }
                }
                if (pooled) {
                    hypothesisOfPooled[group++] = h;
                }
            }
        }
    }

    /// Whether a group has several members, or one that crosses in part only.
    static boolean isPooled(Hypotheses.Members members, int g) {
        return members.groupSize(g) > 1 || members.share(members.groupStart()[g]) != 1;
    }

    /// The first entry of a series; its entries end where those of the next begin.
    int start(int i) {
        return start[i];
    }

    int end(int i) {
        return start[i + 1];
    }

    /// The hypothesis of an entry.
    int hypothesis(int entry) {
        int found = code[entry];
        return found >= 0 ? found : hypothesisOfPooled[~found];
    }

    /// The pooled group of an entry, or -1 where the member is a group by itself.
    int pooled(int entry) {
        return code[entry] >= 0 ? -1 : ~code[entry];
    }

    /// How much of the series crosses the component (0..1).
    double share(int entry) {
        return share == null ? 1 : share[entry];
    }

    int pooledGroups() {
        return hypothesisOfPooled.length;
    }

    /// The first pooled group of a hypothesis; its groups end where those of the next begin.
    int pooledStart(int h) {
        return pooledStart[h];
    }

    int hypothesisOfPooled(int group) {
        return hypothesisOfPooled[group];
    }

    int largestPooled() {
        return largestPooled;
    }

    int mostMembers() {
        return mostMembers;
    }
}
