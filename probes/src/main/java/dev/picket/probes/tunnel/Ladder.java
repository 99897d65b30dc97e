package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.TunnelStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// The stages inside a tunnel, one after the other, each begun when the one before has passed; the
/// first that fails ends it. As a state machine: time and packets in, turns out.
public final class Ladder {

    /// Our ports: a few from one of these on (RFC 6335 §6).
    private static final int PORT_MIN = 49_152;
    private static final int PORTS = 8_192;

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
        if (packet.isEmpty() || ending.isPresent()) {
            return Turn.on(List.of(), wake);
        }
        List<byte[]> answers = rungs.stream().limit(passed.size())
                .flatMap(rung -> rung.afterwards(now, packet.get()).stream()).toList();
        return Turn.on(answers, wake).then(step(now, rung().received(now, packet.get())));
    }

    /// The wake of the last turn has come.
    public Turn expired(MonotonicInstant now) {
        return step(now, rung().expired(now));
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
        return turn.then(new Turn(rungs.stream().flatMap(rung -> rung.abandon().stream()).toList(),
                now, ending));
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
