package dev.picket.simulation.loopback;

import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.FaultField;
import dev.picket.simulation.fault.PathConditions;
import java.util.SplittableRandom;

/// Decides what becomes of each datagram that crosses the simulated network. Pure but for its
/// seeded draws; used by one thread.
final class Passage {

    /// WireGuard messages of type 1 (handshake initiation) begin with this octet.
    private static final int INITIATION = 1;

    private final FaultField faults;
    private final double backgroundLoss;
    private final SplittableRandom random;

    /// @param backgroundLoss loss ratio of a healthy path, each way
    Passage(FaultField faults, double backgroundLoss, long seed) {
        this.faults = faults;
        this.backgroundLoss = backgroundLoss;
        this.random = new SplittableRandom(seed);
    }

    /// Whether a datagram to the target is lost. A failing service takes no part in handshakes that
    /// begin: it loses their first message.
    boolean losesForward(int path, long nanos, ProbeKind kind, int firstOctet) {
        PathConditions conditions = faults.at(path, nanos).withLoss(backgroundLoss, Direction.BOTH);
        boolean begins = kind == ProbeKind.WIREGUARD && firstOctet == INITIATION;
        return happens(conditions.forwardLoss())
                || (begins && happens(conditions.failRatio()));
    }

    boolean losesReturn(int path, long nanos) {
        return happens(
                faults.at(path, nanos).withLoss(backgroundLoss, Direction.BOTH).returnLoss());
    }

    /// How long an answer is held back.
    long heldNanos(int path, long nanos) {
        return faults.at(path, nanos).addedRoundTripNanos();
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }
}
