package dev.picket.simulation.scorecard.stream;

import static dev.picket.simulation.scorecard.stream.InjectedFault.either;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What the faults of a stream do to its paths in one tick. Only faults that last and paths they
/// harm are looked at: a tick without a fault costs one comparison, however many are to come.
final class ActiveFaults {

    private final PriorityQueue<InjectedFault> coming = new PriorityQueue<>(
            Comparator.comparingDouble(InjectedFault::onset));
    private final List<InjectedFault> lasting = new ArrayList<>();
    private final double[] phase;
    private final double roundTicks;
    private final double[] forward;
    private final double[] back;
    private final double[] fail;
    private final boolean[] harmed;
    private final int[] touched;
    private int touchedCount;

    /// @param phase when in a tick the round of each path begins (0..1)
    /// @param roundTicks how much of a tick a round takes
    ActiveFaults(double[] phase, double roundTicks) {
        this.phase = phase;
        this.roundTicks = roundTicks;
        this.forward = new double[phase.length];
        this.back = new double[phase.length];
        this.fail = new double[phase.length];
        this.harmed = new boolean[phase.length];
        this.touched = new int[phase.length];
    }

    void add(InjectedFault fault) {
        coming.add(fault);
    }

    void tick(long tick) {
        for (int at = 0; at < touchedCount; at++) {
            int i = touched[at];
            harmed[i] = false;
            forward[i] = 0;
            back[i] = 0;
            fail[i] = 0;
        }
        touchedCount = 0;
        InjectedFault next = coming.peek();
        while (next != null && next.onset() < tick + 1) {
            lasting.add(coming.remove());
            next = coming.peek();
        }
        if (lasting.isEmpty()) {
            return;
        }
        lasting.removeIf(fault -> fault.end() <= tick);
        for (InjectedFault fault : lasting) {
            for (int i : fault.paths()) {
                harm(i, fault, fault.overlap(tick + phase[i], tick + phase[i] + roundTicks));
            }
        }
    }

    private void harm(int i, InjectedFault fault, double share) {
        if (share == 0) {
            return;
        }
        if (!harmed[i]) {
            harmed[i] = true;
            touched[touchedCount++] = i;
        }
        forward[i] = either(forward[i], share * fault.forward());
        back[i] = either(back[i], share * fault.back());
        fail[i] = either(fail[i], share * fault.fail());
    }

    boolean isHarmed(int path) {
        return harmed[path];
    }

    /// Packets lost on the way to the target (0..1).
    double forward(int path) {
        return forward[path];
    }

    /// Packets lost on the way back (0..1).
    double back(int path) {
        return back[path];
    }

    /// First attempts that fail (0..1).
    double fail(int path) {
        return fail[path];
    }
}
