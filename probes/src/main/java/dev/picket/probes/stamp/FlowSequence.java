package dev.picket.probes.stamp;

/// The sequence numbers one flow takes in one round, and whose they are.
final class FlowSequence {

    private static final long SEQUENCE_MASK = 0xffff_ffffL;

    private final StampPathState path;
    private final int[] packets;
    private long first;
    private int taken;

    FlowSequence(StampPathState path, StampProfile profile) {
        this.path = path;
        this.packets = new int[Math.ceilDiv(profile.packets(), profile.flows())];
    }

    /// The next number, for `packet`.
    long take(int packet) {
        long sequence = path.takeSequence();
        if (taken == 0) {
            first = sequence;
        }
        packets[taken] = packet;
        taken++;
        return sequence;
    }

    /// The packet that took `sequence`; negative where none of this round did.
    int packetOf(long sequence) {
        long offset = (sequence - first) & SEQUENCE_MASK;
        return offset < taken ? packets[(int) offset] : -1;
    }
}
