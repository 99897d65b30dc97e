package dev.picket.probes.icmp;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.round.Burst;
import dev.picket.probes.round.HopLimits;
import dev.picket.probes.round.Pacing;
import dev.picket.probes.round.PacketRound;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.IpHeader;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// One round of ICMP echo: N requests spread evenly over a stretch of time, each given T_max for
/// its reply. What the network answers with an error is lost at once, and told with who said so.
final class IcmpSession implements ProbeSession {

    private static final int SEQUENCE_MASK = 0xffff;

    private final Packets packets;
    private final Burst burst;
    private final PacketRound round;
    private final Pacing pacing;
    private final HopLimits.Round hops = new HopLimits.Round();
    private IpHeader header = IpHeader.NOT_KNOWN;

    /// The packets of a session: packet i carries number `first` + i.
    record Packets(long token, long first, boolean six, HopLimits hopLimits) {}

    IcmpSession(Packets packets, Burst burst, PacketRound round) {
        this.packets = packets;
        this.burst = burst;
        this.round = round;
        this.pacing = new Pacing(burst, round, now -> new Action.Finish(
                round.report(now, PacketRound.Directions.NOT_KNOWN,
                        packets.hopLimits.close(hops))));
    }

    @Override
    public long token() {
        return packets.token;
    }

    @Override
    public List<Action> start(MonotonicInstant now) {
        return pacing.start(now, this::send);
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
        return pacing.finishIfSettled(at);
    }

    /// An error about another path's packet to the same address is told to us too.
    @Override
    public List<Action> unreachable(MonotonicInstant at, NetworkError error, ByteBuffer quoted) {
        int packet = quotedPacket(quoted);
        if (packet < 0 || !round.isHandedOver(packet)) {
            return List.of();
        }
        round.unreachable(packet, error);
        return pacing.finishIfSettled(at);
    }

    @Override
    public void header(IpHeader arrivedWith) {
        header = arrivedWith;
    }

    @Override
    public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
        Optional<IcmpEcho> reply = IcmpEcho.reply(datagram);
        if (reply.isEmpty() || reply.get().token() != packets.token
                || datagram.remaining() != IcmpEcho.BYTES) {
            round.malformed();
            return List.of();
        }
        long packet = reply.get().number() - packets.first;
        if (packet < 0 || packet >= burst.packets()) {
            round.stale();
            return List.of();
        }
        if (!round.isHandedOver((int) packet)) {
            round.malformed();
            return List.of();
        }
        hops.add(-1, header.hopLimit());
        round.answered((int) packet, at, source);
        return pacing.finishIfSettled(at);
    }

    @Override
    public List<Action> expired(MonotonicInstant now) {
        return pacing.expired(now, this::send);
    }

    private Action.Send send(int packet) {
        return new Action.Send(packet,
                new IcmpEcho(packets.token, packets.first + packet).request(packets.six));
    }

    /// The packet an error quotes; negative where it is none of this round.
    private int quotedPacket(ByteBuffer quoted) {
        Optional<IcmpEcho> whole = IcmpEcho.quotedRequest(quoted);
        if (whole.isPresent()) {
            long packet = whole.get().number() - packets.first;
            return whole.get().token() == packets.token && packet >= 0
                    && packet < burst.packets() ? (int) packet : -1;
        }
        int sequence = IcmpEcho.quotedSequence(quoted);
        int packet = (int) (sequence - packets.first) & SEQUENCE_MASK;
        return sequence >= 0 && packet < burst.packets() ? packet : -1;
    }
}
