package dev.picket.probes.path;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/// What a trace found at one distance.
///
/// @param distance routers from here on, from 1
/// @param sent packets that were to end there and had time to be answered
/// @param branches who answered, the one that answered most first; several where ways part
public record Hop(int distance, int sent, List<Branch> branches) {

    public Hop {
        branches = List.copyOf(branches);
    }

    /// One address that answered at a distance.
    ///
    /// @param flows those that led there
    /// @param words what it said where that ends the path, such as `host unreachable`; empty where
    ///        it passed packets on or is the target
    /// @param medianNanos of the round trips to it
    public record Branch(InetAddress address, Set<Integer> flows, int answered, String words,
            long lastNanos, long bestNanos, long medianNanos, long worstNanos) {

        public Branch {
            flows = Set.copyOf(flows);
        }
    }

    public int answered() {
        return branches.stream().mapToInt(Branch::answered).sum();
    }

    public int lost() {
        return Math.max(0, sent - answered());
    }

    /// Of the packets sent, 0 to 1.
    public double lossRatio() {
        return sent == 0 ? 0 : (double) lost() / sent;
    }
}
