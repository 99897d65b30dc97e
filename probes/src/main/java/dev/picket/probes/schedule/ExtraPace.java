package dev.picket.probes.schedule;

import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import java.time.Duration;

/// How much more a path of a kind may be probed while someone wants to know more about it.
///
/// @param perInterval extra runs between two scheduled ones, evenly spaced
/// @param groupShareMax all extra runs of a group, as a share of its scheduled ones
/// @param perPathPerHourMax extra runs of one path at once, and again in each hour
public record ExtraPace(int perInterval, double groupShareMax, int perPathPerHourMax) {

    /// Rounds of datagrams: up to three times as often, a quarter more packets in all.
    private static final int DATAGRAM_EXTRAS_MAX = 2;
    private static final double DATAGRAM_SHARE_MAX = 0.25;
    private static final int DATAGRAM_PER_HOUR_MAX = 720;
    /// A Machine costs money: six creations a minute for ten minutes, sixty an hour after that.
    private static final Duration CREATE_EVERY = Duration.ofSeconds(10);
    private static final int CREATE_PER_HOUR_MAX = 60;

    /// Extra runs over a stream between two scheduled ones.
    private static final int STREAM_EXTRAS_MAX = 2;

    private static final ExtraPace NONE = new ExtraPace(0, 0, 0);

    /// The pace of a plan of `group`. Two datagram runs of one path never overlap.
    static ExtraPace of(ProbeGroup group, ProbePlan plan) {
        return switch (plan) {
            case ProbePlan.DatagramPlan datagrams -> datagrams(group.every(), datagrams.timeout());
            case ProbePlan.BlockingPlan blocking ->
                blocking.path().kind() == ProbeKind.MACHINE_CREATE
                        ? creates(group.every())
                        : NONE;
            case ProbePlan.AsyncPlan _ -> streams(group.every());
        };
    }

    /// Runs on the event loops: they may overlap, so only the budgets bound them.
    public static ExtraPace streams(Duration every) {
        return datagrams(every, every.dividedBy(STREAM_EXTRAS_MAX + 1));
    }

    /// Rounds of datagrams that take at most `longest`.
    public static ExtraPace datagrams(Duration every, Duration longest) {
        return new ExtraPace(fitting(every, longest, DATAGRAM_EXTRAS_MAX), DATAGRAM_SHARE_MAX,
                DATAGRAM_PER_HOUR_MAX);
    }

    /// Creations of Machines.
    public static ExtraPace creates(Duration every) {
        int extras = fitting(every, CREATE_EVERY, Integer.MAX_VALUE);
        return new ExtraPace(extras, extras, CREATE_PER_HOUR_MAX);
    }

    /// How many runs that take `each` fit between two scheduled ones.
    private static int fitting(Duration every, Duration each, int most) {
        long whole = every.toNanos() / Math.max(1, each.toNanos());
        return Math.clamp(whole - 1, 0, most);
    }
}
