package dev.picket.probes.stamp;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
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
    private final StampCodec codec;
    private final List<StampPathState> flows;

    private StampPath(Identity identity, StampProfile profile, Optional<StampKey> key) {
        this.identity = identity;
        this.profile = profile;
        this.codec = new StampCodec(key, profile.directMeasurement());
        this.flows = Stream.generate(StampPathState::new).limit(profile.flows()).toList();
    }

    /// The plan of `path` in the open mode.
    public static ProbePlan.DatagramPlan plan(Path path, InetSocketAddress remote, int session,
            StampProfile profile) {
        return plan(path, remote, session, profile, Optional.empty());
    }

    /// The plan of `path` towards the reflector at `remote`, authenticated under `key`. Each flow
    /// is a STAMP session of its own, as a reflector may tell sessions by port or by identifier: it
    /// takes `session` (from 1 on) and as many after it as the profile has flows (to 65535), none
    /// of them that of another STAMP path of the vantage.
    public static ProbePlan.DatagramPlan plan(Path path, InetSocketAddress remote, int session,
            StampProfile profile, Optional<StampKey> key) {
        String address = remote.isUnresolved()
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
        Identity identity = new Identity(path.vantage(),
                path.target() + " (" + address + ":" + remote.getPort() + "/udp)", session);
        Identity.requireSession(session + profile.flows() - 1);
        return new ProbePlan.DatagramPlan(path, remote, profile.total(), profile.flows(),
                new StampPath(identity, profile, key));
    }

    @Override
    public ProbeSession open(String runId, MonotonicInstant now, Instant wall) {
        return new StampSession(identity, new StampSession.Plan(profile, codec), flows,
                new Opening(runId, now, wall));
    }

    @Override
    public void spoiled() {
        flows.forEach(StampPathState::forgetAnchor);
    }

    /// Who asks whom, for people, and under which first session identifier.
    record Identity(String vantage, String target, int session) {

        Identity {
            requireSession(session);
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
