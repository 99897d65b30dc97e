package dev.picket.probes.run;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.LocalLosses;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.datagram.SocketKind;
import dev.picket.probes.datagram.Unreachable;
import dev.picket.probes.session.Demultiplexer;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The sockets of one vantage for one probe kind, one for each flow, shared by all its runs in
/// flight: a reply goes to the run whose token it carries, if it came from the address that run
/// asked. On the plane's thread, but for its opening.
///
/// A flow is a source port. Routers choose among equal paths (ECMP) by addresses and ports, so
/// packets of one port see one member only, and a broken member is seen by some ports and no
/// others.
final class VantageSocket implements DatagramHandler {

    /// Tokens in flight; beyond it a run is skipped.
    static final int LIVE_RUNS_MAX = 65_536;

    /// Runs that are given a datagram that names nobody; one vantage has few keys for one gateway.
    static final int UNNAMED_RUNS_MAX = 8;

    /// The detail that names the source port of each flow.
    static final String SOURCE_PORTS = "sourcePorts";

    private static final long DROPS_AGE_NANOS_MAX = 1_000_000L;

    private final Demultiplexer demultiplexer;
    private final VantageWindow window;
    private final List<BoundSocket> flows = new ArrayList<>();
    private final Map<Long, LiveRun> live = new HashMap<>();
    /// The runs in flight by whom they ask.
    private final Map<InetSocketAddress, Set<LiveRun>> asking = new HashMap<>();
    private long dropsTold;
    private MonotonicInstant dropsReadAt = new MonotonicInstant(Long.MIN_VALUE / 2);
    private long strays;

    VantageSocket(DatagramPlane plane, ProberSetup setup, Place place)
            throws IOException {
        this.demultiplexer = place.demultiplexer;
        this.window = place.window;
        SocketKind socket = place.kind == ProbeKind.ICMP ? SocketKind.ICMP_ECHO : SocketKind.UDP;
        for (int flow = 0; flow < setup.flowsOf(place.kind); flow++) {
            flows.add(plane.bind(socket, new InetSocketAddress(place.bind, 0),
                    setup.receiveBufferBytes(), this));
        }
    }

    /// Where sockets are bound, how their replies are told apart, and where their troubles are
    /// counted.
    record Place(InetAddress bind, ProbeKind kind, Demultiplexer demultiplexer,
            VantageWindow window) {}

    /// Begins `run`; false where its token is taken or there is no room.
    boolean begin(LiveRun run) {
        if (live.size() >= LIVE_RUNS_MAX) {
            return false;
        }
        for (int i = 0; i < run.tokens(); i++) {
            if (live.putIfAbsent(run.token() + i, run) != null) {
                forget(run, i);
                return false;
            }
        }
        asking.computeIfAbsent(run.remote(), _ -> new LinkedHashSet<>()).add(run);
        run.start();
        return true;
    }

    void ended(LiveRun run) {
        forget(run, run.tokens());
        Set<LiveRun> runs = asking.getOrDefault(run.remote(), new LinkedHashSet<>());
        if (runs.remove(run) && runs.isEmpty()) {
            asking.remove(run.remote());
        }
    }

    private void forget(LiveRun run, int tokens) {
        for (int i = 0; i < tokens; i++) {
            live.remove(run.token() + i);
        }
    }

    void send(int flow, InetSocketAddress to, ByteBuffer bytes, SendListener listener) {
        flows.get(flow).send(to, bytes, listener);
    }

    /// `report` with the source ports of its flows, in their order, where it has several.
    SessionReport withPorts(SessionReport report, int count) {
        if (count == 1) {
            return report;
        }
        Map<String, String> details = new HashMap<>(report.details());
        details.put(SOURCE_PORTS,
                flows.stream().limit(count).map(flow -> String.valueOf(flow.local().getPort()))
                        .collect(Collectors.joining(", ")));
        return new SessionReport(report.outcome(), report.durationNanos(), report.clockSource(),
                report.stages(), report.packets(), details);
    }

    int flows() {
        return flows.size();
    }

    void countSendError() {
        window.sendError();
    }

    void countLosses(LocalLosses losses) {
        window.lost(losses);
    }

    @Override
    public void received(BoundSocket from, Received datagram) {
        LiveRun run = live.get(demultiplexer.tokenOf(datagram.payload()));
        if (run != null && run.remote().equals(datagram.from())) {
            run.received(datagram);
        } else if (demultiplexer.namesNobody(datagram.payload())) {
            unnamed(datagram);
        } else {
            strays++;
        }
    }

    /// What names nobody is for those who ask the one it comes from, the longest in flight first.
    private void unnamed(Received datagram) {
        Set<LiveRun> runs = asking.getOrDefault(datagram.from(), Set.of());
        if (runs.isEmpty()) {
            strays++;
        }
        runs.stream().limit(UNNAMED_RUNS_MAX).toList().forEach(run -> run.received(datagram));
    }

    /// An ICMP error that quotes no token names a destination only: every run that asks there is
    /// told.
    @Override
    public void unreachable(BoundSocket from, Unreachable error) {
        long token = demultiplexer.tokenOfQuoted(error.quoted());
        for (LiveRun run : token == Demultiplexer.NONE
                ? Set.copyOf(live.values())
                : Optional.ofNullable(live.get(token)).stream().toList()) {
            if (run.remote().equals(error.destination())) {
                run.unreachable(error);
            }
        }
    }

    /// All drops at these sockets; what is new since last asked goes to the window.
    long receiveDrops() {
        long drops = 0;
        for (BoundSocket flow : flows) {
            drops += flow.receiveDrops();
        }
        window.receiveDrops(drops - dropsTold);
        dropsTold = drops;
        return drops;
    }

    /// The drops as they stood within the last millisecond, so that runs begun together ask the
    /// kernel once.
    long recentDrops(MonotonicInstant now) {
        if (now.nanosSince(dropsReadAt) > DROPS_AGE_NANOS_MAX) {
            dropsReadAt = now;
            var _ = receiveDrops();
        }
        return dropsTold;
    }

    int receiveBufferBytes() {
        return flows.getFirst().receiveBufferBytes();
    }

    /// Datagrams that belonged to no run: late beyond the run's end, or forged.
    long strays() {
        return strays;
    }

    void close() {
        for (LiveRun run : Set.copyOf(live.values())) {
            run.end(LocalFaultCode.LOCAL_CANCELLED, "");
        }
        flows.forEach(BoundSocket::close);
    }
}
