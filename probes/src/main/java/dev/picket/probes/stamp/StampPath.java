package dev.picket.probes.stamp;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.probes.round.HopLimits;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.ProbeSession;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A path probed by STAMP: opens its sessions and carries the reflector's counter from round to
/// round.
public final class StampPath implements SessionFactory {

    private final Identity identity;
    private final StampProfile profile;
    private final StampSession.Plan plan;
    /// For each round that may be in flight at once, each flow's state.
    private final List<List<StampPathState>> turns;
    private int next;

    private StampPath(Identity identity, StampProfile profile, Optional<StampKey> key) {
        this.identity = identity;
        this.profile = profile;
        this.plan = new StampSession.Plan(profile, profile.burst(),
                new StampCodec(key, profile.directMeasurement()), new HopLimits());
        this.turns = Stream.generate(() -> Stream.generate(StampPathState::new)
                .limit(profile.flows()).toList()).limit(profile.overlap()).toList();
    }

    /// The plan of `path` in the open mode.
    public static ProbePlan.DatagramPlan plan(Path path, InetSocketAddress remote, int session,
            StampProfile profile) {
        return plan(path, remote, session, profile, Optional.empty());
    }

    /// The plan of `path` towards the reflector at `remote`, authenticated under `key`. Each flow
    /// is a STAMP session of its own, as a reflector may tell sessions by port or by identifier: it
    /// takes `session` (from 1 on) and those after it, [StampProfile#sessions] in all (to 65535),
    /// none of them that of another STAMP path of the vantage.
    public static ProbePlan.DatagramPlan plan(Path path, InetSocketAddress remote, int session,
            StampProfile profile, Optional<StampKey> key) {
        Identity identity = new Identity(path.vantage(),
                path.target() + " (" + SocketAddresses.text(remote) + "/udp)", session);
        Identity.requireSession(session + profile.sessions() - 1);
        return new ProbePlan.DatagramPlan(path, remote, profile.total(), profile.flows(),
                new StampPath(identity, profile, key));
    }

    @Override
    public ProbeSession open(String runId, MonotonicInstant now, Instant wall) {
        int turn = next;
        next = (next + 1) % turns.size();
        return new StampSession(identity.after(turn * profile.flows()), plan, turns.get(turn),
                new Opening(runId, now, wall));
    }

    @Override
    public void spoiled() {
        turns.forEach(flows -> flows.forEach(StampPathState::forgetAnchor));
    }

    /// Who asks whom, for people, and under which first session identifier.
    record Identity(String vantage, String target, int session) {

        Identity {
            requireSession(session);
        }

        /// The same with the session identifier `count` further.
        Identity after(int count) {
            return new Identity(vantage, target, session + count);
        }

        static void requireSession(int session) {
            if (session < 1 || session > 0xffff) {
                throw new IllegalArgumentException(
                        "session identifier must be 1 to 65535, got " + session);
            }
        }
    }

    /// The run a session is opened for, and the moment on both clocks.
    record Opening(String runId, MonotonicInstant now, Instant wall) {}
}
