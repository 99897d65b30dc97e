package dev.picket.detector;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// A probe kind with one of its signals: series of one lane are alike and are pooled.
record Lane(ProbeKind kind, Signal signal) {

    /// The signals that are watched on paths of a kind. Others are not counted.
    static List<Signal> signalsOf(ProbeKind kind) {
        return switch (kind) {
            case STAMP -> List.of(Signal.LOST, Signal.LOST_FORWARD, Signal.LOST_RETURN,
                    Signal.SLOW, Signal.LATE, Signal.REORDERED, Signal.DUPLICATED,
                    Signal.JITTERY);
            case ICMP -> List.of(Signal.LOST, Signal.SLOW, Signal.LATE, Signal.REORDERED,
                    Signal.DUPLICATED, Signal.JITTERY);
            case WIREGUARD, TCP, HTTP, DNS -> List.of(Signal.FAILED, Signal.SLOW);
            case MACHINE_CREATE -> List.of(Signal.FAILED, Signal.SLOW, Signal.CAPACITY);
        };
    }

    /// The lanes of some kinds, in a fixed order.
    static List<Lane> of(SortedSet<ProbeKind> kinds) {
        List<Lane> lanes = new ArrayList<>();
        for (ProbeKind kind : kinds) {
            signalsOf(kind).forEach(signal -> lanes.add(new Lane(kind, signal)));
        }
        return List.copyOf(lanes);
    }

    /// How harm is laid out for this lane's trials.
    HarmGrid grid() {
        return switch (signal) {
            case LOST, LOST_FORWARD, LOST_RETURN, SLOW -> HarmGrid.ADDED;
            case LATE, REORDERED, DUPLICATED, JITTERY -> HarmGrid.ADDED;
            case FAILED, CAPACITY -> HarmGrid.ODDS;
        };
    }

    /// The mean rate assumed of the class before anything is learnt.
    double priorRate() {
        return switch (signal) {
            case LOST, LOST_FORWARD, LOST_RETURN, LATE, REORDERED, DUPLICATED -> 0.001;
            case FAILED, CAPACITY -> 0.004;
            case SLOW, JITTERY -> 0.01;
        };
    }

    /// Whether the lane sleeps until its first bad trial: on most networks there never is one.
    boolean isRare() {
        return signal == Signal.LATE || isDisorder();
    }

    /// Whether its bad packets all come. Such a fault explains no loss, failure or slowness; one of
    /// those explains it.
    boolean isDisorder() {
        return signal.isDisorder();
    }

    /// Whether a fault of this lane explains what is bad in another on the same paths.
    boolean explains(Lane other) {
        return isCapacity() == other.isCapacity() && (!isDisorder() || other.isDisorder());
    }

    /// Whether it explains what the other doesn't explain of it.
    boolean isWorseThan(Lane other) {
        return explains(other) && !other.explains(this);
    }

    /// Whether trials of this lane ask for room. No path and no network runs out of it, and a fault
    /// of either kind explains nothing of the other.
    boolean isCapacity() {
        return signal == Signal.CAPACITY;
    }

    /// Whether a component may be to blame for this lane's bad trials.
    boolean mayBlame(Component component) {
        return !isCapacity() || switch (component) {
            case Component.Service _,Component.ServiceAtRegion _,Component.Host _ -> true;
            case Component.Provider _,Component.ProviderAtRegion _,Component.Link _ -> false;
            case Component.Region _,Component.Vantage _ -> false;
            case Component.AccessNetwork _,Component.Kind _ -> false;
        };
    }
}
