package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.FailureText;
import dev.picket.model.time.MonotonicInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// One connection, one request, one answer. It passes with the answer; what is left to say to the
/// other side is said while the ladder goes on.
final class TcpRung implements Rung {

    private final Talk talk;
    private final int port;
    private final int first;
    private Optional<TcpClient> client = Optional.empty();
    private Udp6.Ports ports = new Udp6.Ports(0, 0);
    private MonotonicInstant begun = new MonotonicInstant(0);
    private MonotonicInstant deadline = begun;

    /// @param port our own
    TcpRung(Talk talk, int port, IntSupplier random) {
        this.talk = talk;
        this.port = port;
        this.first = random.getAsInt();
    }

    @Override
    public Turn start(MonotonicInstant now, MonotonicInstant end) {
        begun = now;
        deadline = end;
        ports = new Udp6.Ports(port, talk.port());
        TcpClient opened = new TcpClient(talk.flow(), ports, first, talk.request());
        client = Optional.of(opened);
        return Turn.on(opened.open(now, end), opened.wake(deadline));
    }

    @Override
    public Turn received(MonotonicInstant now, Ipv6Packet packet) {
        Optional<String> refused = Icmp6.Failure.read(packet)
                .filter(failure -> TcpSegment.quotedPorts(failure.quoted()).filter(ports::equals)
                        .isPresent())
                .map(failure -> failure.words() + ", said " + packet.source());
        if (refused.isPresent() && open().state() == TcpClient.State.OPENING) {
            return Turn.over(now, new Ending.Failed(FailureCode.WG_TUNNEL_UNREACHABLE,
                    refused.get()));
        }
        return judged(now, open().received(now, packet));
    }

    @Override
    public Turn expired(MonotonicInstant now) {
        return now.isBefore(deadline)
                ? judged(now, open().expired(now))
                : Turn.over(now, silent(now));
    }

    private TcpClient open() {
        return client.orElseThrow(() -> new IllegalStateException("not started"));
    }

    private Turn judged(MonotonicInstant now, List<byte[]> packets) {
        TcpClient open = open();
        Optional<Ending> ending = talk.judged(open.answer()).or(() -> switch (open.state()) {
            case OPENING, CLOSED -> Optional.empty();
            case OPEN -> open.isEnded()
                    ? Optional.of(broken("the connection ended after " + open.answer().length
                            + " octets of an answer"))
                    : Optional.empty();
            case RESET -> Optional.of(open.wasOpened()
                    ? broken("the connection was reset")
                    : new Ending.Failed(FailureCode.WG_TUNNEL_TCP_REFUSED,
                            "a reset came from " + talk.flow().other() + " port " + talk.port()));
            case SILENT -> Optional.of(silent(now));
        });
        if (ending.isEmpty()) {
            return Turn.on(packets, open.wake(deadline));
        }
        List<byte[]> all = new ArrayList<>(packets);
        all.addAll(open.close());
        return new Turn(all, now, ending);
    }

    private Ending silent(MonotonicInstant now) {
        TcpClient open = open();
        String waited = " in " + FailureText.duration(now.nanosSince(begun));
        return open.wasOpened()
                ? broken("the connection stands, " + open.answer().length
                        + " octets of an answer came" + waited)
                : new Ending.Failed(FailureCode.WG_TUNNEL_TCP_SILENT, "no answer from "
                        + talk.flow().other() + " port " + talk.port() + waited);
    }

    private static Ending broken(String seen) {
        return new Ending.Failed(FailureCode.WG_TUNNEL_TCP_BROKEN, seen);
    }

    @Override
    public List<byte[]> afterwards(MonotonicInstant now, Ipv6Packet packet) {
        return client.map(open -> open.received(now, packet)).orElse(List.of());
    }

    @Override
    public List<byte[]> abandon() {
        return client.map(TcpClient::abandon).orElse(List.of());
    }

    @Override
    public Map<String, String> details() {
        return talk.details();
    }
}
