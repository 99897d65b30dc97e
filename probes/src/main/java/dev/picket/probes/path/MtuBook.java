package dev.picket.probes.path;

import dev.picket.probes.icmp.IcmpEcho;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which sizes of packets pass: ICMP echo that must not be fragmented, of the sizes links have,
/// each [#TRIES] times.
///
/// A router that cannot pass a packet on has to say so (RFC 1191, RFC 8201). Where that word is
/// filtered the sender goes on sending what vanishes: a black hole (RFC 2923). It shows in that
/// every try of a size is lost while every smaller size passed. The echo comes back as long as it
/// went: a black hole on the way back shows the same.
public final class MtuBook {

    /// Tries of each size: at 10 % loss a size that passes looks vanished once in a thousand.
    public static final int TRIES = 3;
    private static final List<Integer> SIZES = List.of(1_500, 1_492, 1_480, 1_460, 1_440, 1_420,
            1_400, 1_380, 1_340, 1_280);
    /// IPv4 links need not take more.
    private static final int SMALLEST_FOUR = 576;
    private static final int HEADERS_FOUR = 20;
    private static final int HEADERS_SIX = 40;

    private final long token;
    private final boolean six;
    private final Map<Integer, Size> sizes = new TreeMap<>();
    private Optional<PathMtu.Told> told = Optional.empty();

    private static final class Size {
        private int sent;
        private int passed;
        private boolean refused;
        private boolean told;
    }

    public MtuBook(long token, boolean six) {
        this.token = token;
        this.six = six;
        SIZES.forEach(size -> sizes.put(size, new Size()));
        if (!six) {
            sizes.put(SMALLEST_FOUR, new Size());
        }
    }

    /// The sizes to send, octets of the whole IP packet.
    public List<Integer> sizes() {
        return List.copyOf(sizes.keySet());
    }

    /// The ICMP message that makes a packet of `size` octets.
    public ByteBuffer packet(int size) {
        return new IcmpEcho(token, size).request(six, size - (six ? HEADERS_SIX : HEADERS_FOUR));
    }

    public void sent(int size) {
        of(size).ifPresent(one -> one.sent++);
    }

    /// This machine refused to send it.
    public void refused(int size) {
        of(size).ifPresent(one -> one.refused = true);
    }

    /// An echo reply.
    public void reply(ByteBuffer message) {
        IcmpEcho.reply(message).filter(echo -> echo.token() == token)
                .flatMap(echo -> of((int) echo.number())).ifPresent(one -> one.passed++);
    }

    /// An ICMP error, with what it quotes.
    public void error(NetworkError error, ByteBuffer quoted) {
        Optional<Size> size = IcmpEcho.quotedRequest(quoted)
                .filter(echo -> echo.token() == token).flatMap(echo -> of((int) echo.number()));
        Optional<InetAddress> from = error.offender();
        if (error.refusal() == Refusal.TOO_BIG && from.isPresent()) {
            size.ifPresent(one -> one.told = true);
            if (told.isEmpty() || error.mtu() < told.get().bytes()) {
                told = Optional.of(new PathMtu.Told(error.mtu(), from.get()));
            }
        }
    }

    private Optional<Size> of(int size) {
        return Optional.ofNullable(sizes.get(size));
    }

    /// What is known once every packet had its time.
    public PathMtu verdict() {
        int passes = 0;
        int vanishes = 0;
        for (Map.Entry<Integer, Size> entry : sizes.entrySet()) {
            Size size = entry.getValue();
            if (size.passed > 0) {
                passes = entry.getKey();
            } else if (size.sent >= TRIES && !size.refused && !size.told && vanishes == 0) {
                vanishes = entry.getKey();
            }
        }
        if (passes == 0) {
            return new PathMtu.NoAnswer();
        }
        if (vanishes > passes) {
            return new PathMtu.BlackHole(passes, vanishes);
        }
        return told.isPresent() ? told.get() : new PathMtu.Whole(passes);
    }
}
