package dev.picket.probes.path;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts what came from one distance.
final class HopCount {

    int sent;
    private final Map<InetAddress, BranchCount> branches = new LinkedHashMap<>();

    private static final class BranchCount {
        private final TreeSet<Integer> flows = new TreeSet<>();
        private final TreeMap<Integer, Long> tripOfPacket = new TreeMap<>();
        private String words = "";
    }

    /// An answer after `nanos`.
    void add(TracePacket packet, InetAddress from, String words, long nanos) {
        BranchCount branch = branches.computeIfAbsent(from, _ -> new BranchCount());
        branch.flows.add(packet.flow());
        branch.words = words;
        branch.tripOfPacket.put(packet.number(), Math.max(0, nanos));
    }

    boolean hasAnswers() {
        return !branches.isEmpty();
    }

    Hop hop(int distance, long timeoutNanos) {
        List<Hop.Branch> all = new ArrayList<>();
        branches.forEach((address, branch) -> {
            long[] inTime = branch.tripOfPacket.values().stream().mapToLong(Long::longValue)
                    .filter(nanos -> nanos <= timeoutNanos).sorted().toArray();
            long[] trips = inTime.length == 0
                    ? new long[]{branch.tripOfPacket.lastEntry().getValue()}
                    : inTime;
            all.add(new Hop.Branch(address, branch.flows, inTime.length, branch.words,
                    branch.tripOfPacket.lastEntry().getValue(), trips[0],
                    trips[(trips.length - 1) / 2], trips[trips.length - 1]));
        });
        all.sort(Comparator.comparingInt(Hop.Branch::answered).reversed()
                .thenComparing(branch -> branch.flows().stream().min(Integer::compare)
                        .orElse(0)));
        return new Hop(distance, sent, all);
    }
}
