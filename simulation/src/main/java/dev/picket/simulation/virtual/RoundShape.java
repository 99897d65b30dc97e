package dev.picket.simulation.virtual;

import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.round.Burst;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.wireguard.AttemptSchedule;
import dev.picket.simulation.scenario.ProbePace;
import java.time.Duration;

/// How the packets of a round lie in time, the same in every round of a kind.
///
/// A round's packets differ by fixed quantiles of an exponential distribution, in mixed order; what
/// rounds have of their own is one draw for all of their packets, because queues move more slowly
/// than a round. So a round whose packets all arrive is another such round, shifted.
final class RoundShape {

    /// The part of its interval a STAMP round's packets are spread over, as in real probing.
    private static final int SPREAD_PARTS = 10;
    /// Coprime to every number of packets up to 64 but its own multiples; mixes their order.
    private static final int STRIDE = 37;

    private final ProbeKind kind;
    private final ProbePace pace;
    private final long[] addedNanos;
    private final long longestNanos;
    private final long spacingNanos;

    RoundShape(ProbeKind kind, ProbePace pace, double jitterNanos) {
        this.kind = kind;
        this.pace = pace;
        int packets = pace.packets();
        this.addedNanos = new long[packets];
        long longest = 0;
        for (int packet = 0; packet < packets; packet++) {
            int rank = packets % STRIDE == 0 ? packet : packet * STRIDE % packets;
            addedNanos[packet] = packets == 1
                    ? 0
                    : (long) (-jitterNanos * Math.log1p(-rank / (double) packets));
            longest = Math.max(longest, addedNanos[packet]);
        }
        this.longestNanos = longest;
        this.spacingNanos = kind.countsPackets() ? spread(pace).toNanos() / packets : 0;
    }

    /// The profile of a STAMP round at `pace`.
    static StampProfile profile(ProbePace pace) {
        return new StampProfile(pace.packets(), spread(pace), pace.timeout());
    }

    /// The burst of an ICMP round at `pace`.
    static Burst burst(ProbePace pace) {
        return new Burst(pace.packets(), spread(pace), pace.timeout());
    }

    /// How long after its tick's end a run of this kind may still be under way; a Machine counts
    /// when its fate is known.
    static Duration slowest(ProbeKind kind, ProbePace pace) {
        return switch (kind) {
            case STAMP, ICMP -> spread(pace).plus(pace.timeout());
            case WIREGUARD, TCP, HTTP, DNS -> pace.timeout();
            case MACHINE_CREATE -> Duration.ZERO;
        };
    }

    private static Duration spread(ProbePace pace) {
        return pace.every().dividedBy(SPREAD_PARTS);
    }

    int packets() {
        return addedNanos.length;
    }

    /// When packet `packet` is sent, from the round's begin on.
    long dueNanos(int packet) {
        return spacingNanos * packet;
    }

    /// How far apart packets are sent; 0 where they are sent one by one.
    long spacingNanos() {
        return spacingNanos;
    }

    /// How long a reply is waited for.
    long timeoutNanos() {
        return pace.timeout().toNanos();
    }

    /// What packet `packet` takes beyond the round's quickest.
    long addedNanos(int packet) {
        return addedNanos[packet % addedNanos.length];
    }

    long longestNanos() {
        return longestNanos;
    }

    /// The time within which a reply leaves its round clean: T_max, or the moment a handshake would
    /// be tried again.
    long cleanWithinNanos() {
        return switch (kind) {
            case STAMP, ICMP, TCP, HTTP, DNS, MACHINE_CREATE -> pace.timeout().toNanos();
            case WIREGUARD -> AttemptSchedule.within(pace.timeout()).offsets().stream().skip(1)
                    .findFirst().orElse(pace.timeout()).toNanos() - 1;
        };
    }

    boolean isService() {
        return kind.service().isPresent();
    }
}
