package dev.picket.probes.stamp;

import dev.picket.model.result.PacketOutcomes.Span;

/// What is carried from round to round of a path: where our sequence numbers and the reflector's
/// own counter stood.
///
/// Direction of loss. A stateful reflector numbers what it receives. Between two of our packets
/// whose replies carry its numbers a and b, it received b − a of the packets we sent in that
/// stretch: what we sent less that was lost on the way there, and that less the replies on the way
/// back. A stretch reaches from the newest reply of the round before to the newest of this one, so
/// that every packet is counted once and a round that lost its last replies is no exception
/// (leaving such rounds out would favour the good ones). A round without any reply ends the
/// stretch: what happened in a silence is not charged to the moment it ends. Refused: one-way
/// delays, which need synchronised clocks.
public final class StampPathState {

    private static final long SEQUENCE_MASK = 0xffff_ffffL;

    private long nextSequence;
    private long sentTotal;
    private boolean anchored;
    private long anchorCounter;
    private long anchorSent;

    /// Takes the next sequence number. A packet the kernel refuses keeps its number.
    long takeSequence() {
        long taken = nextSequence;
        nextSequence = (nextSequence + 1) & SEQUENCE_MASK;
        return taken;
    }

    /// What one round saw, for the reckoning of directions.
    ///
    /// @param sent packets really sent
    /// @param returned packets whose reply came, late ones included
    /// @param first the earliest packet that was answered
    /// @param newest the newest reflector number seen, and the last answered packet
    /// @param copies packets the reflector received more than once
    record Round(int sent, int returned, Reading first, Reading newest, int copies) {}

    /// The reflector's number in a reply, with how many packets of the round had really been sent
    /// up to and with the packet it answers.
    record Reading(long counter, int sent) {}

    /// Closes a round and tells the span that became known by it.
    Span close(Round round) {
        Span span = Span.NONE;
        if (round.returned == 0) {
            anchored = false;
        } else {
            span = anchored ? fromAnchor(round) : withinRound(round);
            anchored = true;
            anchorCounter = round.newest.counter;
            anchorSent = sentTotal + round.newest.sent;
        }
        sentTotal += round.sent;
        return span;
    }

    private Span fromAnchor(Round round) {
        long sent = sentTotal + round.newest.sent - anchorSent;
        long arrived = counted(anchorCounter, round.newest.counter) - round.copies;
        // A counter that fell, or that counts fewer than came back or far more than we sent, is
        // that of a reflector which forgot us and began anew.
        return arrived < round.returned || arrived > sent + sent
                ? withinRound(round)
                : span(sent, arrived, round.returned);
    }

    /// Only this round's own first reply is known: count from it on.
    private static Span withinRound(Round round) {
        long sent = round.newest.sent - round.first.sent + 1L;
        long arrived = counted(round.first.counter, round.newest.counter) + 1 - round.copies;
        return arrived < 1 || arrived > sent + sent
                ? Span.NONE
                : span(sent, arrived, round.returned);
    }

    private static Span span(long sent, long arrived, int returned) {
        int known = (int) Math.min(sent, Math.max(arrived, returned));
        return new Span((int) sent, known, Math.min(known, returned));
    }

    /// How far a 32-bit counter went; negative where it went back.
    private static long counted(long from, long to) {
        return (int) (to - from);
    }

    /// Forgets the reflector's counter: replies were lost by this machine.
    void forgetAnchor() {
        anchored = false;
    }
}
