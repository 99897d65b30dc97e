package dev.picket.probes.stamp;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.round.Burst;
import dev.picket.probes.round.HopLimits;
import dev.picket.probes.round.Pacing;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.IpHeader;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One STAMP round: N packets spread evenly over a stretch of time, each given T_max for its reply.
/// A packet that was skipped takes no sequence number.
final class StampSession implements ProbeSession {

    private final StampRound round;
    private final Pacing pacing;
    private final StampProfile profile;
    private final StampCodec codec;
    private final List<FlowSequence> flows;
    private final int session;
    private final MonotonicInstant openedAt;
    private final Instant openedWall;
    private final long[] timestamps;
    private IpHeader header = IpHeader.NOT_KNOWN;

    /// When packets are sent, how they are written, and how they arrived in earlier rounds.
    record Plan(StampProfile profile, Burst burst, StampCodec codec, HopLimits hopLimits) {}

    StampSession(StampPath.Identity identity, Plan plan, List<StampPathState> path,
            StampPath.Opening opening) {
        this.profile = plan.profile();
        this.codec = plan.codec();
        this.session = identity.session();
        this.openedAt = opening.now();
        this.openedWall = opening.wall();
        this.flows = path.stream().map(flow -> new FlowSequence(flow, profile)).toList();
        this.timestamps = new long[profile.packets()];
        this.round = new StampRound(identity, plan, opening.runId());
        this.pacing = new Pacing(plan.burst(), round.packets(),
                now -> new Action.Finish(round.report(now, path)));
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
        return pacing.start(now, packet -> send(packet, now));
    }

    @Override
    public List<Action> sent(MonotonicInstant at, int packet) {
        round.packets().sent(packet, at);
        return List.of();
    }

    @Override
    public void stamped(MonotonicInstant at, int packet) {
        round.packets().stamped(packet, at);
    }

    @Override
    public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
        round.packets().refused(packet, refusal);
        return pacing.finishIfSettled(at);
    }

    @Override
    public List<Action> unreachable(MonotonicInstant at, NetworkError error, ByteBuffer quoted) {
        round.packets().unreachable(-1, error);
        return List.of();
    }

    @Override
    public void header(IpHeader arrivedWith) {
        header = arrivedWith;
    }

    @Override
    public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
        Optional<StampCodec.Reading> read = codec.read(datagram);
        if (read.isEmpty()) {
            round.packets().malformed();
            return List.of();
        }
        StampPacket.Reply reply = read.get().reply();
        int packet = packetOf(reply);
        if (packet < 0) {
            round.packets().stale();
            return List.of();
        }
        if (reply.senderTimestamp() != 0 && reply.senderTimestamp() != timestamps[packet]) {
            round.packets().malformed();
            return List.of();
        }
        round.arrivedWith(reply.senderTtl(), header.hopLimit());
        round.answered(packet, read.get(), at, source);
        return pacing.finishIfSettled(at);
    }

    @Override
    public List<Action> expired(MonotonicInstant now) {
        return pacing.expired(now, packet -> send(packet, now));
    }

    /// The packet a reply answers; negative where it is none of this round.
    private int packetOf(StampPacket.Reply reply) {
        long flow = StampDemultiplexer.token(reply) - session;
        return flow < 0 || flow >= flows.size()
                ? -1
                : flows.get((int) flow).packetOf(reply.senderSequence());
    }

    private Action.Send send(int packet, MonotonicInstant now) {
        int flow = profile.flowOf(packet);
        long sequence = flows.get(flow).take(packet);
        long sinceOpened = Math.max(0, now.nanosSince(openedAt));
        timestamps[packet] = StampDemultiplexer
                .mark(StampPacket.timestamp(openedWall, sinceOpened), session + flow);
        return new Action.Send(packet, codec.request(new StampPacket.Request(sequence,
                timestamps[packet], StampPacket.ERROR_ESTIMATE, session + flow),
                StampPathState.takenUpTo(sequence)));
    }
}
