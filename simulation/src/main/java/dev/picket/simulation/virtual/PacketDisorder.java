package dev.picket.simulation.virtual;

import dev.picket.simulation.fault.Disorder;
import dev.picket.simulation.fault.PathConditions;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What befalls the packets of one path's round that are not lost: held back, or copied. Draws
/// nothing while no fault asks for it. For one thread.
final class PacketDisorder {

    private static final int BITS = 64;
    /// A packet that is overtaken is held back by its spacing and up to so many times more.
    private static final double SPACINGS_MORE = 2;

    private final RoundShape shape;
    private final long[] there;
    private final long[] back;
    private long copiedThere;
    private long copiedBack;
    private boolean any;

    PacketDisorder(RoundShape shape) {
        this.shape = shape;
        this.there = new long[shape.packets()];
        this.back = new long[shape.packets()];
    }

    /// Begins a round in which nothing has befallen any packet.
    void begin() {
        if (any) {
            any = false;
            Arrays.fill(there, 0);
            Arrays.fill(back, 0);
            copiedThere = 0;
            copiedBack = 0;
        }
    }

    void draw(int packet, PathConditions conditions, SplittableRandom random) {
        if (packet >= there.length
                || (conditions.there().isNone() && conditions.back().isNone())) {
            return;
        }
        any = true;
        there[packet] = heldNanos(conditions.there(), random);
        back[packet] = heldNanos(conditions.back(), random);
        copiedThere |= copied(packet, conditions.there(), random);
        copiedBack |= copied(packet, conditions.back(), random);
    }

    private long heldNanos(Disorder disorder, SplittableRandom random) {
        long held = disorder.jitterNanos() == 0
                ? 0
                : (long) (disorder.jitterNanos() * random.nextExponential());
        if (happens(disorder.reorderRatio(), random)) {
            held += (long) (shape.spacingNanos() * (1 + SPACINGS_MORE * random.nextDouble()));
        }
        return held + (happens(disorder.lateRatio(), random) ? shape.timeoutNanos() : 0);
    }

    private static long copied(int packet, Disorder disorder, SplittableRandom random) {
        return packet < BITS && happens(disorder.duplicateRatio(), random) ? 1L << packet : 0;
    }

    private static boolean happens(double probability, SplittableRandom random) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /// Whether a fault may have befallen a packet of the round.
    boolean isAny() {
        return any;
    }

    long thereNanos(int packet) {
        return any && packet < there.length ? there[packet] : 0;
    }

    long backNanos(int packet) {
        return any && packet < back.length ? back[packet] : 0;
    }

    boolean isCopiedThere(int packet) {
        return packet < BITS && (copiedThere >>> packet & 1) != 0;
    }

    boolean isCopiedBack(int packet) {
        return packet < BITS && (copiedBack >>> packet & 1) != 0;
    }
}
