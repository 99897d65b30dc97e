package dev.picket.probes.stamp;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One STAMP round: N packets spread evenly over a stretch of time, each given T_max for its reply.
///
/// A packet that could not be sent within [#LATE_NANOS_MAX] of its time is skipped, not sent late
/// and not lost, and takes no sequence number.
final class StampSession implements ProbeSession {

    /// The latest a packet is sent after its time; the average over a round stays even.
    static final long LATE_NANOS_MAX = 100_000_000L;

    private final StampRound round;
    private final StampProfile profile;
    private final StampCodec codec;
    private final List<StampPathState> path;
    private final List<FlowSequence> flows;
    private final int session;
    private final MonotonicInstant openedAt;
    private final Instant openedWall;
    private final long[] timestamps;
    private long startNanos;
    private int next;

    /// When packets are sent, and how they are written.
    record Plan(StampProfile profile, StampCodec codec) {}

    StampSession(StampPath.Identity identity, Plan plan, List<StampPathState> path,
            StampPath.Opening opening) {
        this.profile = plan.profile();
        this.codec = plan.codec();
        this.path = path;
        this.session = identity.session();
        this.openedAt = opening.now();
        this.openedWall = opening.wall();
        this.flows = path.stream().map(flow -> new FlowSequence(flow, profile)).toList();
        this.timestamps = new long[profile.packets()];
        this.round = new StampRound(identity, profile, opening.runId());
    }

    @Override
    public long token() {
        return session;
    }

    @Override
    public int tokens() {
        return flows.size();
    }

    @Override
    public List<Action> start(MonotonicInstant now) {
        startNanos = now.nanos();
        round.started(now);
        return expired(now);
    }

    @Override
    public List<Action> sent(MonotonicInstant at, int packet) {
        round.sent(packet, at);
        return List.of();
    }

    @Override
    public void stamped(MonotonicInstant at, int packet) {
        round.stamped(packet, at);
    }

    @Override
    public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
        round.refused(packet, refusal);
        return finishIfSettled(at);
    }

    @Override
    public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
        Optional<StampCodec.Reading> read = codec.read(datagram);
        if (read.isEmpty()) {
            round.malformed();
            return List.of();
        }
        StampPacket.Reply reply = read.get().reply();
        int packet = packetOf(reply);
        if (packet < 0) {
            round.stale();
            return List.of();
        }
        if (reply.senderTimestamp() != 0 && reply.senderTimestamp() != timestamps[packet]) {
            round.malformed();
            return List.of();
        }
        round.answered(packet, read.get(), at, source);
        return finishIfSettled(at);
    }

    @Override
    public List<Action> expired(MonotonicInstant now) {
        List<Action> actions = new ArrayList<>(2);
        boolean waitsForReplies = next == profile.packets();
        while (next < profile.packets() && dueAt(next) - now.nanos() <= 0) {
            if (now.nanos() - dueAt(next) > LATE_NANOS_MAX) {
                round.skipped(next);
            } else {
                actions.add(send(now));
            }
            next++;
        }
        if (next < profile.packets()) {
            actions.add(new Action.WakeAt(new MonotonicInstant(dueAt(next))));
        } else if (round.isSettled() || (waitsForReplies && now.nanos() - endNanos() >= 0)) {
            actions.add(finish(now));
        } else {
            // Even where that time has passed already: replies that wait to be read come first.
            actions.add(new Action.WakeAt(new MonotonicInstant(endNanos())));
        }
        return actions;
    }

    /// The packet a reply answers; negative where it is none of this round.
    private int packetOf(StampPacket.Reply reply) {
        long flow = StampDemultiplexer.token(reply) - session;
        return flow < 0 || flow >= flows.size()
                ? -1
                : flows.get((int) flow).packetOf(reply.senderSequence());
    }

    private long dueAt(int packet) {
        return startNanos + profile.dueNanos(packet);
    }

    private long endNanos() {
        return round.lastSentNanos() + profile.timeout().toNanos();
    }

    private Action.Send send(MonotonicInstant now) {
        int flow = profile.flowOf(next);
        long sequence = flows.get(flow).take(next);
        long sinceOpened = Math.max(0, now.nanosSince(openedAt));
        timestamps[next] = StampDemultiplexer
                .mark(StampPacket.timestamp(openedWall, sinceOpened), session + flow);
        round.handedOver(next, now);
        return new Action.Send(next, codec.request(new StampPacket.Request(sequence,
                timestamps[next], StampPacket.ERROR_ESTIMATE, session + flow),
                StampPathState.takenUpTo(sequence)));
    }

    private List<Action> finishIfSettled(MonotonicInstant now) {
        return next == profile.packets() && round.isSettled()
                ? List.of(finish(now))
                : List.of();
    }

    private Action.Finish finish(MonotonicInstant now) {
        return new Action.Finish(round.report(now, path));
    }
}
