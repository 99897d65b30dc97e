package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.TunnelStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// The stages inside a tunnel, one after the other, each begun when the one before has passed; the
/// first that fails ends it. As a state machine: time and packets in, turns out.
///
/// It ends when the connections in it have ended on both sides, or shortly after. A gateway that
/// hands us anything later than our last keepalive would want to hear of us again.
public final class Ladder {

    /// Our ports: a few from one of these on (RFC 6335 §6).
    private static final int PORT_MIN = 49_152;
    private static final int PORTS = 8_192;
    /// How long the end of connections is waited for: half a round trip of the longest paths.
    private static final Duration LINGER_MAX = Duration.ofMillis(300);

    private final Ipv6Address own;
    private final List<String> names;
    private final List<Rung> rungs;
    private final List<StageTiming> passed = new ArrayList<>();
    private MonotonicInstant rungBegun = new MonotonicInstant(0);
    private MonotonicInstant deadline = rungBegun;
    private MonotonicInstant wake = rungBegun;
    private Optional<Ending> ending = Optional.empty();
    private int heard;

    /// @param random numbers nobody can guess, for identifiers, ports and sequences
    public Ladder(TunnelTarget target, IntSupplier random) {
        this.own = target.own();
        this.names = stages(target);
        int port = PORT_MIN + (random.getAsInt() & (PORTS - 1));
        DnsTalk byTcp = new DnsTalk(target, random.getAsInt() & 0xffff);
        this.rungs = List.<Rung>of(new EchoRung(target, port, random),
                new DnsUdpRung(target, port + 1, random.getAsInt() & 0xffff),
                new TcpRung(byTcp, port + 2, random),
                new TcpRung(new HttpTalk(target, () -> byTcp.address().orElse(target.gateway())),
                        port + 3, random))
                .subList(0, names.size());
    }

    /// The names of the stages of a ladder, in order.
    public static List<String> stages(TunnelTarget target) {
        return Stream.of(TunnelStage.values())
                .filter(stage -> stage.compareTo(target.upTo()) <= 0).map(TunnelStage::label)
                .toList();
    }

    /// Begins the first stage; the last ends by `end`.
    public Turn start(MonotonicInstant now, MonotonicInstant end) {
        deadline = end;
        return begin(now);
    }

    private Turn begin(MonotonicInstant now) {
        rungBegun = now;
        return step(now, rung().start(now, deadline));
    }

    private Rung rung() {
        return rungs.get(Math.min(passed.size(), rungs.size() - 1));
    }

    /// A packet was handed to the network at `at`.
    public void sent(MonotonicInstant at, byte[] packet) {
        rungs.forEach(rung -> rung.sent(at, packet));
    }

    /// A data message that authenticated came with this in it, padding included, perhaps nothing.
    public Turn received(MonotonicInstant now, byte[] opened) {
        heard++;
        Optional<Ipv6Packet> packet = Ipv6Packet.read(opened)
                .filter(read -> read.destination().equals(own));
        if (packet.isEmpty()) {
            return Turn.on(List.of(), wake);
        }
        if (ending.isPresent()) {
            Turn answers = Turn.on(afterwards(now, packet.get(), rungs.size()), wake);
            return isLingering() ? answers : answers.then(over(now));
        }
        return Turn.on(afterwards(now, packet.get(), passed.size()), wake)
                .then(step(now, rung().received(now, packet.get())));
    }

    /// What the first `count` stages have to say after their end.
    private List<byte[]> afterwards(MonotonicInstant now, Ipv6Packet packet, int count) {
        return rungs.stream().limit(count)
                .flatMap(rung -> rung.afterwards(now, packet).stream()).toList();
    }

    /// The wake of the last turn has come.
    public Turn expired(MonotonicInstant now) {
        return ending.isPresent() ? over(now) : step(now, rung().expired(now));
    }

    private Turn step(MonotonicInstant now, Turn turn) {
        if (turn.ending().isEmpty()) {
            wake = turn.wake();
            return turn;
        }
        switch (turn.ending().get()) {
            case Ending.Passed good -> {
                passed.add(new StageTiming(names.get(passed.size()), now.nanosSince(rungBegun)));
                if (passed.size() < rungs.size()) {
                    return turn.then(begin(now));
                }
                ending = Optional.of(good);
            }
            case Ending.Failed(var code, var seen) ->
                ending = Optional.of(new Ending.Failed(named(code), seen));
        }
        MonotonicInstant lingered = now.plus(LINGER_MAX);
        wake = lingered.isBefore(deadline) ? lingered : deadline;
        return turn.then(isLingering() && now.isBefore(deadline)
                ? Turn.on(List.of(), wake)
                : over(now));
    }

    private boolean isLingering() {
        return rungs.stream().anyMatch(Rung::isLingering);
    }

    private Turn over(MonotonicInstant now) {
        return new Turn(rungs.stream().flatMap(rung -> rung.abandon().stream()).toList(), now,
                ending);
    }

    /// An echo that is not answered says little where nothing else came either.
    private FailureCode named(FailureCode code) {
        return code == FailureCode.WG_TUNNEL_ECHO_SILENT && heard == 0
                ? FailureCode.WG_ONE_WAY
                : code;
    }

    /// The stages passed so far.
    public List<StageTiming> passed() {
        return List.copyOf(passed);
    }

    /// What was measured so far.
    public Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        rungs.stream().limit(passed.size() + 1L).forEach(rung -> details.putAll(rung.details()));
        return details;
    }
}
