package dev.picket.detector;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// Numbers the series (a path with one of its signals) 0..n-1, lane by lane and then in path order.
final class SeriesIndex {

    private final Topology topology;
    private final List<Lane> lanes;
    private final byte[] laneOf;
    private final int[] pathOf;
    private final Map<Signal, int[]> seriesOf = new EnumMap<>(Signal.class);
    private final int[] laneStart;
    private final boolean[] awake;

    SeriesIndex(Topology topology) {
        this.topology = topology;
        SortedSet<ProbeKind> kinds = new TreeSet<>();
        topology.routes().forEach(route -> kinds.add(route.path().kind()));
        this.lanes = Lane.of(kinds);
        int paths = topology.routes().size();
        for (Signal signal : Signal.values()) {
            int[] none = new int[paths];
            Arrays.fill(none, -1);
            seriesOf.put(signal, none);
        }
        this.laneStart = new int[lanes.size() + 1];
        byte[] laneBuffer = new byte[paths * Signal.values().length];
        int[] pathBuffer = new int[paths * Signal.values().length];
        int count = 0;
        for (int lane = 0; lane < lanes.size(); lane++) {
            laneStart[lane] = count;
            for (int path = 0; path < paths; path++) {
                if (topology.path(path).kind() == lanes.get(lane).kind()) {
                    ofSignal(lanes.get(lane).signal())[path] = count;
                    laneBuffer[count] = (byte) lane;
                    pathBuffer[count++] = path;
                }
            }
        }
        laneStart[lanes.size()] = count;
        this.laneOf = Arrays.copyOf(laneBuffer, count);
        this.pathOf = Arrays.copyOf(pathBuffer, count);
        this.awake = new boolean[lanes.size()];
        for (int lane = 0; lane < awake.length; lane++) {
            awake[lane] = !lanes.get(lane).isRare();
        }
    }

    Topology topology() {
        return topology;
    }

    int count() {
        return laneOf.length;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /// Whether the tallies of a lane are judged. A lane that sleeps costs nothing in a tick; its
    /// statistics count as 0, which only lowers them.
    boolean isAwake(int lane) {
        return awake[lane];
    }

    void wake(int lane) {
        awake[lane] = true;
    }

    /// Wakes the lanes of which a tick has a bad trial. What they heard before is not learnt: their
    /// null begins with its prior, as that of a new path does.
    void wake(TickInbox.Tallies tallies) {
        for (int lane = 0; lane < awake.length; lane++) {
            for (int i = laneStart[lane]; !awake[lane] && i < laneStart[lane + 1]; i++) {
                awake[lane] = tallies.bad(i) > 0;
            }
        }
    }

    Lane lane(int series) {
        return lanes.get(laneOf[series]);
    }

    int laneOf(int series) {
        return laneOf[series];
    }

    int pathOf(int series) {
        return pathOf[series];
    }

    Path path(int series) {
        return topology.path(pathOf[series]);
    }

    /// The first series of a lane; the lane ends where the next one starts.
    int laneStart(int lane) {
        return laneStart[lane];
    }

    int laneEnd(int lane) {
        return laneStart[lane + 1];
    }

    /// The series of a numbered path and a signal, or -1 where that signal is not watched.
    int seriesOf(int path, Signal signal) {
        return ofSignal(signal)[path];
    }

    private int[] ofSignal(Signal signal) {
        return Objects.requireNonNull(seriesOf.get(signal));
    }

    /// The series of a path and a signal, or -1 where it is not watched.
    int seriesOf(Path path, Signal signal) {
        int index = topology.indexOf(path);
        return index < 0 ? -1 : seriesOf(index, signal);
    }
}
