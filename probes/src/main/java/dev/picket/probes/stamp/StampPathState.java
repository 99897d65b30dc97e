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
///
/// Epochs. A reflector that was restarted, or had no room for us, counts from 0 anew. That shows in
/// a number that is not above the one before, that two packets share, or that leaves more or fewer
/// arrivals than can be: then the stretch ends, and only this round's own replies are believed.
public final class StampPathState {

    /// Our first sequence number. A reflector counts from 0, so that a number of its own is never
    /// equal to ours, and one that always is comes from a stateless reflector (RFC 8762 has senders
    /// begin with 0: then the two cannot be told apart).
    static final long FIRST_SEQUENCE = 1L << 16;

    private static final long SEQUENCE_MASK = 0xffff_ffffL;

    private long nextSequence = FIRST_SEQUENCE;
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

    /// Packets that took a number, up to and with the one that took `sequence`, modulo 2^32.
    static long takenUpTo(long sequence) {
        return (sequence - FIRST_SEQUENCE + 1) & SEQUENCE_MASK;
    }

    /// What one round saw, for the reckoning of directions.
    ///
    /// @param sent packets really sent
    /// @param returned packets whose reply came, late ones included
    /// @param first the earliest packet that was answered
    /// @param newest the newest reflector number seen, and the last answered packet
    /// @param copies packets the reflector received more than once
    /// @param lowest the lowest reflector number seen
    /// @param shared whether two packets have the same one
    record Round(int sent, int returned, Reading first, Reading newest, int copies, long lowest,
            boolean shared) {

        /// A round without a reply that tells something.
        static Round silent(int sent) {
            Reading none = new Reading(0, 0);
            return new Round(sent, 0, none, none, 0, 0, false);
        }
    }

    /// The reflector's number in a reply, with how many packets of the round had really been sent
    /// up to and with the packet it answers.
    record Reading(long counter, int sent) {}

    /// What a round made known.
    ///
    /// @param beganAnew whether the reflector's counter did
    record Directions(Span span, boolean beganAnew) {}

    /// Closes a round and tells the span that became known by it.
    Directions close(Round round) {
        Directions known = new Directions(Span.NONE, false);
        if (round.returned == 0) {
            anchored = false;
        } else {
            known = directions(round);
            anchored = known.span.sent() > 0;
            anchorCounter = round.newest.counter;
            anchorSent = sentTotal + round.newest.sent;
        }
        sentTotal += round.sent;
        return known;
    }

    private Directions directions(Round round) {
        if (!isOneEpoch(round)) {
            return new Directions(Span.NONE, true);
        }
        if (!anchored) {
            return new Directions(withinRound(round), false);
        }
        long sent = sentTotal + round.newest.sent - anchorSent;
        long arrived = counted(anchorCounter, round.newest.counter) - round.copies;
        boolean beganAnew = counted(anchorCounter, round.lowest) < 1 || arrived < round.returned
                || arrived > sent + sent;
        return beganAnew
                ? new Directions(withinRound(round), true)
                : new Directions(span(sent, arrived, round.returned), false);
    }

    private static boolean isOneEpoch(Round round) {
        return !round.shared && counted(round.lowest, round.newest.counter) <= 2L * round.sent;
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
