package dev.picket.probes.round;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/// When the packets of one round leave and when it ends.
///
/// A packet that could not be sent within [#LATE_NANOS_MAX] of its time is skipped, not sent late
/// and not lost; the average over a round stays even.
public final class Pacing {

    /// The latest a packet is sent after its time.
    public static final long LATE_NANOS_MAX = 100_000_000L;

    private final Burst burst;
    private final PacketRound round;
    private final Function<MonotonicInstant, Action.Finish> finish;
    private long startNanos;
    private int next;

    /// @param finish ends the session
    public Pacing(Burst burst, PacketRound round,
            Function<MonotonicInstant, Action.Finish> finish) {
        this.burst = burst;
        this.round = round;
        this.finish = finish;
    }

    /// Begins the round; `send` makes the packet of a number.
    public List<Action> start(MonotonicInstant now, IntFunction<Action.Send> send) {
        startNanos = now.nanos();
        round.started(now);
        return expired(now, send);
    }

    /// What is due at `now`.
    public List<Action> expired(MonotonicInstant now, IntFunction<Action.Send> send) {
        List<Action> actions = new ArrayList<>(2);
        boolean waitsForReplies = isAllSent();
        while (next < burst.packets() && dueAt(next) - now.nanos() <= 0) {
            if (now.nanos() - dueAt(next) > LATE_NANOS_MAX) {
                round.skipped(next);
            } else {
                round.handedOver(next, now);
                actions.add(send.apply(next));
            }
            next++;
        }
        if (next < burst.packets()) {
            actions.add(new Action.WakeAt(new MonotonicInstant(dueAt(next))));
        } else if (round.isSettled() || (waitsForReplies && now.nanos() - endNanos() >= 0)) {
            actions.add(finish.apply(now));
        } else {
            // Even where that time has passed already: replies that wait to be read come first.
            actions.add(new Action.WakeAt(new MonotonicInstant(endNanos())));
        }
        return actions;
    }

    /// The end, where nothing is left to be sent or waited for.
    public List<Action> finishIfSettled(MonotonicInstant now) {
        return isAllSent() && round.isSettled() ? List.of(finish.apply(now)) : List.of();
    }

    private boolean isAllSent() {
        return next == burst.packets();
    }

    private long dueAt(int packet) {
        return startNanos + burst.dueNanos(packet);
    }

    private long endNanos() {
        return round.lastSentNanos() + burst.timeout().toNanos();
    }
}
