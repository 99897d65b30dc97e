package dev.picket.probes.tunnel;

import dev.picket.platform.settings.TunnelStage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What stands behind a gateway of tests: answers echoes as a kernel does, and refuses datagrams to
/// closed ports.
public final class FarEnd {

    static final Ipv6Address OWN = new Ipv6Address(0xfdaa_0000_0001_0000L, 0x10);
    static final Ipv6Address GATEWAY = new Ipv6Address(0xfdaa_0000_0001_0000L, 3);
    static final Ipv6Packet.Flow BACK = new Ipv6Packet.Flow(GATEWAY, OWN);
    private static final int CHECKSUM_AT = 2;
    private static final int ECHO_REPLY = 129;
    private static final int UNREACHABLE = 1;

    /// Requests that are lost on the way.
    Predicate<Ipv6Packet> lost = _ -> false;
    /// Echoes are filtered.
    boolean echoless;
    /// Instead of an echo's answer, that there is no route.
    boolean routeless;
    /// Port 53 is open to UDP.
    boolean resolverListens = true;
    final FarResolver resolver = new FarResolver();
    final FarTcp tcp = new FarTcp(resolver);

    /// What a ladder of echoes alone asks for.
    public static TunnelTarget target() {
        return target(TunnelStage.ECHO);
    }

    public static TunnelTarget target(TunnelStage upTo) {
        return new TunnelTarget(OWN, GATEWAY, GATEWAY, "_api.internal", 4_280, 404, upTo);
    }

    /// The packets that come back at once.
    public List<byte[]> answers(byte[] packet) {
        Ipv6Packet asked = Ipv6Packet.read(packet).orElseThrow();
        if (lost.test(asked)) {
            return List.of();
        }
        if (!asked.isIntact()) {
            throw new AssertionError("a packet with a wrong checksum");
        }
        return switch (asked.protocol()) {
            case Ipv6Packet.ICMP -> echo(asked).stream().toList();
            case Ipv6Packet.UDP -> resolverListens && Udp6.Ports.of(asked.payload()).other() == 53
                    ? resolver.byUdp(asked).stream().toList()
                    : List.of(unreachable(asked, 4));
            case Ipv6Packet.TCP -> tcp.answers(asked);
            default -> List.of();
        };
    }

    private Optional<byte[]> echo(Ipv6Packet asked) {
        if (echoless) {
            return Optional.empty();
        }
        return Optional.of(routeless ? unreachable(asked, 0) : reply(asked));
    }

    static byte[] reply(Ipv6Packet asked) {
        ByteBuffer payload = ByteBuffer.allocate(asked.payload().limit());
        payload.put(0, asked.payload(), 0, payload.limit()).put(0, (byte) ECHO_REPLY);
        return Ipv6Packet.write(BACK, Ipv6Packet.ICMP, payload, CHECKSUM_AT);
    }

    static byte[] unreachable(Ipv6Packet asked, int code) {
        byte[] quoted = Ipv6Packet.write(new Ipv6Packet.Flow(asked.source(), asked.destination()),
                asked.protocol(), copy(asked.payload()), CHECKSUM_AT);
        ByteBuffer payload = ByteBuffer.allocate(8 + Math.min(quoted.length, 1_232));
        payload.put(0, (byte) UNREACHABLE).put(1, (byte) code)
                .put(8, quoted, 0, payload.limit() - 8);
        return Ipv6Packet.write(BACK, Ipv6Packet.ICMP, payload, CHECKSUM_AT);
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        return ByteBuffer.allocate(payload.limit()).put(0, payload, 0, payload.limit());
    }
}
