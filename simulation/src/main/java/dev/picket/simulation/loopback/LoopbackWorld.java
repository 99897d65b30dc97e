package dev.picket.simulation.loopback;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.machine.standin.MachinesApiStandIn;
import dev.picket.probes.session.Responder;
import dev.picket.probes.stamp.StampReflector;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultField;
import dev.picket.simulation.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A provider network in this process, on real loopback sockets: a STAMP reflector or a WireGuard
/// gateway behind every target's own address, a stand-in for the Machines API, and between them and
/// whoever probes a network that loses and delays by the script. It runs on the plane it is given:
/// on that of its prober, where the thread that answers can't stand still unnoticed by the one
/// that waits. Nothing leaves the machine.
public final class LoopbackWorld implements AutoCloseable {

    /// Loss ratio of a healthy path, each way.
    public static final double BACKGROUND_LOSS = 0.0004;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final Duration MACHINE_START = Duration.ofMillis(50);
    private static final String TOKEN = "loopback-token";

    private final World world;
    private final Clock clock;
    private final Topology topology;
    private final LoopbackAddresses addresses;
    private final LoopbackKeys keys;
    private final DatagramPlane plane;
    private final MachinesApiStandIn machines;
    private final LoopbackTarget.Counts counts = LoopbackTarget.Counts.zero();
    private final List<BoundSocket> sockets = new ArrayList<>();
    private final SortedMap<String, InetSocketAddress> listening = new TreeMap<>();
    private volatile long beganNanos = Long.MAX_VALUE;

    /// What the world stands on; it closes neither.
    public record Ground(Clock clock, DatagramPlane plane) {}

    private LoopbackWorld(World world, Ground ground) throws IOException {
        this.world = world;
        this.clock = ground.clock();
        this.topology = world.topology();
        this.addresses = LoopbackAddresses.of(world);
        this.keys = new LoopbackKeys(world);
        this.plane = ground.plane();
        this.machines = MachinesApiStandIn.start(new MachinesApiStandIn.Setup(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Secret.of(TOKEN),
                MACHINE_START), clock);
    }

    /// Opens every socket of `world`. `script` plays from [#begin] on; `seed` settles which packets
    /// are lost.
    public static LoopbackWorld open(World world, List<Fault> script, long seed, Ground ground)
            throws IOException {
        LoopbackWorld opened = new LoopbackWorld(world, ground);
        try {
            opened.bindTargets(script, seed);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void bindTargets(List<Fault> script, long seed) throws IOException {
        FaultField faults = new FaultField(topology, script, seed);
        LoopbackTarget.Network network = new LoopbackTarget.Network(
                new Passage(faults, BACKGROUND_LOSS, seed), plane, clock, this::scriptNanos,
                counts);
        for (Map.Entry<String, InetAddress> entry : addresses.targets().entrySet()) {
            Target target = target(entry.getKey());
            LoopbackTarget handler = new LoopbackTarget(target.kind(), responder(target),
                    pathBySource(target), network);
            BoundSocket socket = plane.bind(new InetSocketAddress(entry.getValue(), 0),
                    RECEIVE_BUFFER_BYTES, handler);
            sockets.add(socket);
            listening.put(target.name(), socket.local());
        }
    }

    private Responder responder(Target target) {
        return target.kind() == ProbeKind.WIREGUARD
                ? keys.gateway(target.name())
                : new StampReflector(0);
    }

    private Map<InetAddress, Integer> pathBySource(Target target) {
        Map<InetAddress, Integer> paths = new HashMap<>();
        addresses.vantages().forEach((vantage, address) -> {
            int path = topology.indexOf(new dev.picket.model.topology.Path(vantage, target.name(),
                    target.kind()));
            if (path >= 0) {
                paths.put(address, path);
            }
        });
        return paths;
    }

    /// Starts the script: its time zero is now, and is returned.
    public Instant begin() {
        Instant start = clock.wall();
        beganNanos = clock.monotonic().nanos();
        return start;
    }

    private long scriptNanos(MonotonicInstant now) {
        long began = beganNanos;
        return began == Long.MAX_VALUE ? -1 : now.nanos() - began;
    }

    /// Settings with which a prober watches this world: rounds of a second, ticks of a second.
    public Settings settings(LoopbackSettings.Choices choices) {
        return LoopbackSettings.of(this, choices);
    }

    World world() {
        return world;
    }

    LoopbackAddresses addresses() {
        return addresses;
    }

    LoopbackKeys keys() {
        return keys;
    }

    MachinesApiStandIn machines() {
        return machines;
    }

    static Secret token() {
        return Secret.of(TOKEN);
    }

    InetSocketAddress listening(String target) {
        InetSocketAddress address = listening.get(target);
        if (address == null) {
            throw new IllegalArgumentException("does not listen: " + target);
        }
        return address;
    }

    private Target target(String name) {
        Target target = world.targets().get(name);
        if (target == null) {
            throw new IllegalArgumentException("no such target: " + name);
        }
        return target;
    }

    /// Datagrams so far: what came in, what the network lost each way, what was answered.
    public Traffic traffic() {
        return new Traffic(counts.arrived().sum(), counts.lostForward().sum(),
                counts.answered().sum(), counts.lostReturn().sum(), counts.strangers().sum());
    }

    /// Datagrams of the whole world.
    ///
    /// @param strangers from addresses of no vantage
    public record Traffic(long arrived, long lostForward, long answered, long lostReturn,
            long strangers) {}

    @Override
    public void close() {
        sockets.forEach(BoundSocket::close);
        machines.close();
    }
}
