package dev.picket.probes.icmp;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.round.Burst;
import dev.picket.probes.round.HopLimits;
import dev.picket.probes.round.PacketRound;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.Demultiplexer;
import dev.picket.probes.session.ProbeSession;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A path probed by ICMP echo: opens its sessions and numbers its packets from round to round.
public final class IcmpPath implements SessionFactory {

    private static final String TRIED = "ping";
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int SEQUENCE_SHIFT = 48;

    private final PacketRound.Subject subject;
    private final Burst burst;
    private final boolean six;
    private final long token;
    private final HopLimits hopLimits = new HopLimits();
    private long next;

    private IcmpPath(PacketRound.Subject subject, Burst burst, boolean six, long token) {
        this.subject = subject;
        this.burst = burst;
        this.six = six;
        this.token = token;
        // Apart, so that an error that quotes no more than a header seldom fits two paths.
        this.next = (token * MIX) >>> SEQUENCE_SHIFT;
    }

    /// The plan of `path` towards the host at `remote`.
    ///
    /// @param token of no other path, one of [#tokens]
    public static ProbePlan.DatagramPlan plan(Path path, InetAddress remote, long token,
            Burst burst) {
        PacketRound.Subject subject = new PacketRound.Subject(TRIED, path.vantage(),
                path.target() + " (" + remote.getHostAddress() + ")", FailureCode.PATH_SILENT);
        return new ProbePlan.DatagramPlan(path, new InetSocketAddress(remote, 0), burst.total(),
                burst.flows(),
                new IcmpPath(subject, burst, remote instanceof Inet6Address, token));
    }

    /// Tokens for the paths of a prober: one after the other from a random begin, so that a prober
    /// beside it, or the one before it, has others.
    ///
    /// @param random eight octets
    public static LongSupplier tokens(byte[] random) {
        AtomicLong last = new AtomicLong(ByteBuffer.wrap(random).getLong());
        return () -> last.updateAndGet(token -> token + 1 == Demultiplexer.NONE ? 1 : token + 1);
    }

    @Override
    public ProbeSession open(String runId, MonotonicInstant now, Instant wall) {
        long first = next;
        next += burst.packets();
        return new IcmpSession(new IcmpSession.Packets(token, first, six, hopLimits), burst,
                new PacketRound(subject, burst, runId));
    }
}
