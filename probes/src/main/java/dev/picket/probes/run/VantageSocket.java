package dev.picket.probes.run;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.time.Clock;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.session.Demultiplexer;
import dev.picket.probes.session.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The socket of one vantage for one probe kind, shared by all its runs in flight: a reply goes to
/// the run whose token it carries, if it came from the address that run asked. On the plane's
/// thread, but for its opening.
final class VantageSocket implements DatagramHandler {

    /// Runs in flight; beyond it a run is skipped.
    static final int LIVE_RUNS_MAX = 65_536;

    private final Demultiplexer demultiplexer;
    private final Clock clock;
    private final VantageWindow window;
    private final BoundSocket socket;
    private final Map<Long, LiveRun> live = new HashMap<>();
    private long dropsTold;
    private long strays;

    VantageSocket(DatagramPlane plane, Clock clock, ProberSetup setup, Place place)
            throws IOException {
        this.demultiplexer = place.demultiplexer;
        this.clock = clock;
        this.window = place.window;
        this.socket = plane.bind(new InetSocketAddress(place.bind, 0), setup.receiveBufferBytes(),
                this);
    }

    /// Where a socket is bound, how its replies are told apart, and where its troubles are counted.
    record Place(InetAddress bind, Demultiplexer demultiplexer, VantageWindow window) {}

    /// Begins `run`; false where its token is taken or there is no room.
    boolean begin(LiveRun run) {
        if (live.size() >= LIVE_RUNS_MAX || live.putIfAbsent(run.token(), run) != null) {
            return false;
        }
        run.start();
        return true;
    }

    void ended(long token) {
        live.remove(token);
    }

    void send(InetSocketAddress to, ByteBuffer bytes, SendListener listener) {
        socket.send(to, bytes, listener);
    }

    void countSendError() {
        window.sendError();
    }

    @Override
    public void received(BoundSocket from, Received datagram) {
        LiveRun run = live.get(demultiplexer.tokenOf(datagram.payload()));
        if (run == null || !run.remote().equals(datagram.from())) {
            strays++;
        } else {
            run.received(datagram);
        }
    }

    /// An ICMP error names a destination only: every run that asks there is told.
    @Override
    public void unreachable(BoundSocket from, InetSocketAddress destination, Refusal refusal) {
        for (LiveRun run : List.copyOf(live.values())) {
            if (run.remote().equals(destination)) {
                run.refused(-1, clock.monotonic(), refusal);
            }
        }
    }

    /// All drops at this socket; what is new since last asked goes to the window.
    long receiveDrops() {
        long drops = socket.receiveDrops();
        window.receiveDrops(drops - dropsTold);
        dropsTold = drops;
        return drops;
    }

    int receiveBufferBytes() {
        return socket.receiveBufferBytes();
    }

    /// Datagrams that belonged to no run: late beyond the run's end, or forged.
    long strays() {
        return strays;
    }

    void close() {
        for (LiveRun run : List.copyOf(live.values())) {
            run.end(LocalFaultCode.LOCAL_CANCELLED, "");
        }
        socket.close();
    }
}
