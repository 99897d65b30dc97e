package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/// ICMPv6 echoes to the gateway's own address: do packets pass both ways, how fast, how many, and
/// one of full size among them?
///
/// It passes when all are answered, or, a pause after the last, when the large one is. Where that
/// has not happened it repeats what is missing, a few times. While nothing at all comes back each
/// repetition goes along with a datagram to a port where nothing listens, which a living gateway
/// that answers no echoes refuses: so silence of the echo is told from silence of the tunnel.
final class EchoRung implements Rung {

    /// Echoes of a run that loses none.
    static final int ECHOES = 5;
    /// Repetitions after these.
    static final int RETRIES_MAX = 4;
    /// A packet of `ping`'s size.
    static final int SMALL_BYTES = 104;
    /// The largest every IPv6 link takes (RFC 8200 §5).
    static final int LARGE_BYTES = 1_280;
    static final Duration SPACING = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofMillis(500);
    /// A pause is no more than this part of the time given: all repetitions and as much again.
    private static final int PAUSE_PART = RETRIES_MAX + 2;
    /// Where traceroute begins, because nothing listens there.
    private static final int CLOSED_PORT = 33_434;

    private final TunnelTarget target;
    private final int identifier;
    private final int port;
    private final long mark;
    private final List<Sent> echoes = new ArrayList<>();
    private MonotonicInstant begun = new MonotonicInstant(0);
    private MonotonicInstant deadline = begun;
    private MonotonicInstant retryAt = begun;
    private Duration pause = PAUSE_MAX;
    private int retries;
    private Optional<String> refused = Optional.empty();

    /// One echo and what became of it.
    private static final class Sent {
        private final boolean large;
        private MonotonicInstant at;
        private Optional<Long> roundTripNanos = Optional.empty();

        Sent(boolean large, MonotonicInstant at) {
            this.large = large;
            this.at = at;
        }
    }

    /// @param port our own
    EchoRung(TunnelTarget target, int port, IntSupplier random) {
        this.target = target;
        this.identifier = random.getAsInt() & 0xffff;
        this.port = port;
        this.mark = random.getAsInt() * 0x9e37_79b9_7f4a_7c15L + random.getAsInt();
    }

    @Override
    public Turn start(MonotonicInstant now, MonotonicInstant end) {
        begun = now;
        deadline = end;
        Duration part = Duration.ofNanos(Math.max(0, end.nanosSince(now)) / PAUSE_PART);
        pause = part.compareTo(PAUSE_MAX) < 0 ? part : PAUSE_MAX;
        retryAt = dueAt(ECHOES - 1).plus(pause);
        return next(now);
    }

    private MonotonicInstant dueAt(int number) {
        return begun.plus(SPACING.multipliedBy(number));
    }

    @Override
    public void sent(MonotonicInstant at, byte[] packet) {
        Ipv6Packet.read(packet).flatMap(Icmp6.Echo::request)
                .ifPresent(echo -> echoes.get(echo.sequence()).at = at);
    }

    @Override
    public Turn received(MonotonicInstant now, Ipv6Packet packet) {
        Icmp6.Failure.read(packet)
                .filter(failure -> Icmp6.Echo.request(failure.quoted()).filter(this::isOurs)
                        .isPresent())
                .ifPresent(failure -> refused = Optional.of(failure.words() + ", said "
                        + packet.source()));
        if (packet.isOf(target.flow())) {
            Icmp6.Echo.reply(packet).filter(this::isOurs).map(Icmp6.Echo::sequence)
                    .map(echoes::get).filter(sent -> sent.roundTripNanos.isEmpty())
                    .ifPresent(sent -> sent.roundTripNanos = Optional.of(
                            now.nanosSince(sent.at)));
        }
        return isComplete() || (retries > 0 && isGood()) ? over(now) : Turn.on(List.of(), wake());
    }

    private boolean isOurs(Icmp6.Echo echo) {
        return echo.identifier() == identifier && echo.mark() == mark
                && echo.sequence() < echoes.size()
                && echo.bytes() == bytes(echoes.get(echo.sequence()).large);
    }

    private static int bytes(boolean large) {
        return large ? LARGE_BYTES : SMALL_BYTES;
    }

    @Override
    public Turn expired(MonotonicInstant now) {
        return now.isBefore(deadline) ? next(now) : over(now);
    }

    private Turn next(MonotonicInstant now) {
        List<byte[]> packets = new ArrayList<>();
        while (echoes.size() < ECHOES && !now.isBefore(dueAt(echoes.size()))) {
            packets.add(echo(now, echoes.size() == ECHOES - 1));
        }
        if (!now.isBefore(retryAt)) {
            if (isGood() || retries == RETRIES_MAX) {
                return over(now);
            }
            retries++;
            retryAt = now.plus(pause);
            boolean passes = answered() > 0;
            packets.add(echo(now, passes));
            if (!passes) {
                packets.add(Udp6.write(target.flow(), new Udp6.Ports(port, CLOSED_PORT),
                        new byte[Long.BYTES]));
            }
        }
        return Turn.on(packets, wake());
    }

    private byte[] echo(MonotonicInstant now, boolean large) {
        int sequence = echoes.size();
        echoes.add(new Sent(large, now));
        return new Icmp6.Echo(identifier, sequence, mark, bytes(large)).request(target.flow());
    }

    private MonotonicInstant wake() {
        MonotonicInstant next = echoes.size() < ECHOES ? dueAt(echoes.size()) : retryAt;
        return next.isBefore(deadline) ? next : deadline;
    }

    private int answered() {
        return (int) echoes.stream().filter(sent -> sent.roundTripNanos.isPresent()).count();
    }

    private boolean isComplete() {
        return echoes.size() >= ECHOES && answered() == echoes.size();
    }

    private boolean isGood() {
        return echoes.stream().anyMatch(sent -> sent.large && sent.roundTripNanos.isPresent());
    }

    private Turn over(MonotonicInstant now) {
        if (isGood()) {
            return Turn.over(now, new Ending.Passed());
        }
        FailureCode code = answered() > 0
                ? FailureCode.PATH_MTU_BLACK_HOLE
                : refused.isPresent()
                        ? FailureCode.WG_TUNNEL_UNREACHABLE
                        : FailureCode.WG_TUNNEL_ECHO_SILENT;
        return Turn.over(now, new Ending.Failed(code, seen()));
    }

    private String seen() {
        long large = echoes.stream().filter(sent -> sent.large).count();
        return answered() + " of " + echoes.size() + " echoes answered"
                + (answered() > 0 ? ", none of the " + large + " with " + LARGE_BYTES + " B" : "")
                + refused.map(words -> "; " + words).orElse("");
    }

    @Override
    public Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put("echoesSent", Integer.toString(echoes.size()));
        details.put("echoesAnswered", Integer.toString(answered()));
        List<Long> trips = echoes.stream().flatMap(sent -> sent.roundTripNanos.stream()).sorted()
                .toList();
        if (!trips.isEmpty()) {
            details.put("tunnelRoundTripMinNanos", trips.getFirst().toString());
            details.put("tunnelRoundTripMedianNanos", trips.get(trips.size() / 2).toString());
            details.put("tunnelRoundTripMaxNanos", trips.getLast().toString());
        }
        return details;
    }
}
