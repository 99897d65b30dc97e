package dev.picket.simulation.virtual;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.fault.FaultField;
import dev.picket.simulation.fault.PathConditions;
import dev.picket.simulation.noise.PathNoise;
import dev.picket.simulation.noise.VantageNoise;
import dev.picket.simulation.session.MachineRuns;
import dev.picket.simulation.session.PacketFates;
import dev.picket.simulation.session.StreamRuns;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// What becomes of one path's packets, drawn from a stream of the path's own.
///
/// Idea: of the losses a calm path has, only the next is drawn: an exponential credit, which every
/// packet spends by its hazard −ln(1−p); the packet that spends the last of it is lost. A calm
/// round without a loss so costs one subtraction, whatever its packets. Packets in an episode or
/// under a fault are drawn one by one. Exact for independent losses, for rates that change with
/// time too. Refused: a binomial draw a round, which says nothing of which packet was lost when.
final class PathFates implements PacketFates {

    private static final int BITS = 64;
    /// Mean times of a Machine's create and start, and how unequal they are.
    private static final double CREATE_NANOS = 0.8e9;
    private static final double START_NANOS = 1.6e9;
    private static final double MACHINE_SIGMA = 0.35;
    /// A call is repeated by TCP: it fails when that many packets in a row are lost.
    private static final int CALL_PACKETS = 4;

    private final int path;
    private final FaultField faults;
    private final PathNoise noise;
    private final VantageNoise vantage;
    private final SplittableRandom random;
    private final RoundShape shape;
    private final PacketDisorder disorder;
    private final long cleanWithinNanos;
    private final long lastDueNanos;
    private double credit;
    private long clearUntil = Long.MIN_VALUE;
    private long tripNanos;
    private int drawn;
    private long lostForward;
    private long lostBack;
    private long dropped;

    PathFates(int path, FaultField faults, Sources sources, RoundShape shape) {
        this.path = path;
        this.faults = faults;
        this.noise = sources.noise();
        this.vantage = sources.vantage();
        this.random = sources.random();
        this.shape = shape;
        this.disorder = new PacketDisorder(shape);
        this.cleanWithinNanos = shape.cleanWithinNanos();
        this.lastDueNanos = shape.dueNanos(shape.packets() - 1);
        this.credit = random.nextExponential();
    }

    /// Where chance comes from.
    record Sources(PathNoise noise, VantageNoise vantage, SplittableRandom random) {}

    /// Begins a round at `nanos`; whether whatever comes back of it comes within its timeout, and
    /// the prober drops nothing.
    boolean begin(long nanos) {
        long end = nanos + lastDueNanos + 1;
        lostForward = 0;
        lostBack = 0;
        dropped = 0;
        disorder.begin();
        drawn = shape.packets();
        tripNanos = noise.roundTripNanos(nanos, random);
        boolean clear = isClear(nanos, end);
        if (!clear) {
            tripNanos += faults.at(path, nanos).addedRoundTripNanos();
        }
        boolean calm = clear && noise.isCalm(nanos, end);
        if (calm) {
            double hazard = shape.packets() * (2 * noise.calmHazard(nanos) + failHazard());
            if (credit > hazard) {
                credit -= hazard;
                return tripNanos + shape.longestNanos() <= cleanWithinNanos;
            }
        }
        for (int packet = 0; packet < drawn; packet++) {
            long due = nanos + shape.dueNanos(packet);
            draw(packet, due, calm ? PathConditions.CLEAR : conditions(due));
        }
        return dropped == 0 && tripNanos + shape.longestNanos() <= cleanWithinNanos;
    }

    /// The packets of the round that are lost on the way there, bit i being packet i.
    long lostForward() {
        return lostForward;
    }

    /// Those whose answers are lost on the way back.
    long lostBack() {
        return lostBack;
    }

    /// Whether the answer to the round's last packet comes back.
    boolean isLastAnswered() {
        return ((lostForward | lostBack | dropped) & bit(shape.packets() - 1)) == 0;
    }

    private boolean isClear(long nanos, long end) {
        if (end > clearUntil) {
            clearUntil = Math.min(faults.clearUntil(path, nanos), vantage.troubledFrom(nanos));
        }
        return end <= clearUntil;
    }

    private void draw(int packet, long nanos, PathConditions conditions) {
        double calm = noise.calmHazard(nanos);
        boolean away = spends(calm) || happens(conditions.forwardLoss())
                || spends(failHazard())
                || (shape.isService() && happens(conditions.failRatio()));
        boolean back = spends(calm) || happens(conditions.returnLoss());
        boolean here = happens(conditions.proberLoss());
        lostForward |= away ? bit(packet) : 0;
        lostBack |= back ? bit(packet) : 0;
        dropped |= !away && !back && here ? bit(packet) : 0;
        disorder.draw(packet, conditions, random);
    }

    private PathConditions conditions(long nanos) {
        return noise.over(faults.at(path, nanos), nanos)
                .withProberLoss(vantage.dropRatio(nanos));
    }

    private double failHazard() {
        return shape.isService() ? noise.failHazard() : 0;
    }

    private boolean spends(double hazard) {
        credit -= hazard;
        if (credit > 0) {
            return false;
        }
        credit = random.nextExponential();
        return true;
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    private static long bit(int packet) {
        return packet < BITS ? 1L << packet : 0;
    }

    @Override
    public OptionalLong forwardNanos(int packet, long nanos) {
        if (packet >= drawn) {
            draw(packet, nanos, conditions(nanos));
        }
        return (lostForward & bit(packet)) != 0
                ? OptionalLong.empty()
                : OptionalLong.of(roundTripNanos(packet) / 2 + disorder.thereNanos(packet));
    }

    @Override
    public OptionalLong returnNanos(int packet, long nanos) {
        long trip = roundTripNanos(packet);
        return ((lostBack | dropped) & bit(packet)) != 0
                ? OptionalLong.empty()
                : OptionalLong.of(trip - trip / 2 + disorder.backNanos(packet));
    }

    @Override
    public boolean comesTwice(int packet) {
        return disorder.isCopiedThere(packet);
    }

    @Override
    public boolean returnsTwice(int packet) {
        return disorder.isCopiedBack(packet);
    }

    /// Whether packets of the round may have been held back or copied, so that it is like no other.
    boolean isDisordered() {
        return disorder.isAny();
    }

    private long roundTripNanos(int packet) {
        return tripNanos + shape.addedNanos(packet);
    }

    /// The round trip of the round's quickest packet.
    long tripNanos() {
        return tripNanos;
    }

    /// Replies dropped by the prober's own kernel so far in this round.
    int droppedHere() {
        return Long.bitCount(dropped);
    }

    /// Whether the result of a round begun at `nanos` never arrives because of a fault.
    boolean isMissing(long nanos) {
        return !isClear(nanos, nanos + 1) && happens(faults.at(path, nanos).missingRatio());
    }

    /// What becomes of a run over a stream, or of a DNS question, begun at `nanos`. A stream
    /// repeats what is lost, a question over UDP does not.
    StreamRuns.Fate stream(ProbeKind kind, long nanos) {
        PathConditions conditions = conditions(nanos);
        double lost = Math.pow(conditions.roundTripLoss(),
                kind == ProbeKind.DNS ? 1 : CALL_PACKETS);
        Optional<FailureCode> failure = Optional.empty();
        if (happens(lost)) {
            failure = Optional.of(StreamRuns.lostCode(kind));
        } else if (happens(conditions.failRatio())) {
            failure = Optional.of(conditions.failCode().orElse(StreamRuns.failedCode(kind)));
        } else if (happens(noise.failRatio())) {
            failure = Optional.of(StreamRuns.failedCode(kind));
        }
        return new StreamRuns.Fate(failure, noise.roundTripNanos(nanos, random)
                + conditions.addedRoundTripNanos());
    }

    /// What becomes of a Machine that is asked for at `nanos`.
    MachineRuns.Fate machine(long nanos) {
        PathConditions conditions = conditions(nanos);
        Optional<FailureCode> failure = Optional.empty();
        if (happens(Math.pow(conditions.roundTripLoss(), CALL_PACKETS))) {
            failure = Optional.of(FailureCode.MACHINE_API_UNREACHABLE);
        } else if (happens(conditions.failRatio())) {
            failure = Optional.of(conditions.failCode().orElse(FailureCode.MACHINE_API_ERROR));
        } else if (happens(noise.failRatio())) {
            failure = Optional.of(FailureCode.MACHINE_API_ERROR);
        }
        long create = (long) (CREATE_NANOS * Math.exp(MACHINE_SIGMA * random.nextGaussian()))
                + conditions.addedRoundTripNanos();
        long started = (long) (START_NANOS * Math.exp(MACHINE_SIGMA * random.nextGaussian()));
        return new MachineRuns.Fate(failure, create, started);
    }
}
