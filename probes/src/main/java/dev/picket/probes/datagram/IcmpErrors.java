package dev.picket.probes.datagram;

import dev.picket.probes.session.Refusal;
import java.util.Optional;

/// What type and code of an ICMP error mean (RFC 792, RFC 1812 §5.2.7.1; RFC 4443 §3).
final class IcmpErrors {

    private IcmpErrors() {}

    /// Of ICMP; empty where it is no error that ends a packet, such as a redirect.
    static Optional<Refusal> four(int type, int code) {
        return switch (type) {
            case 3 -> Optional.of(switch (code) {
                case 0, 5, 6, 11 -> Refusal.NETWORK_UNREACHABLE;
                case 2 -> Refusal.PROTOCOL_UNREACHABLE;
                case 3 -> Refusal.PORT_UNREACHABLE;
                case 4 -> Refusal.TOO_BIG;
                case 9, 10, 13 -> Refusal.PROHIBITED;
                // Host unreachable, unknown or isolated, and what a later RFC may add.
                default -> Refusal.HOST_UNREACHABLE;
            });
            case 11 -> Optional.of(Refusal.HOP_LIMIT_EXCEEDED);
            case 12 -> Optional.of(Refusal.HOST_UNREACHABLE);
            default -> Optional.empty();
        };
    }

    /// Of ICMPv6.
    static Optional<Refusal> six(int type, int code) {
        return switch (type) {
            case 1 -> Optional.of(switch (code) {
                case 0, 6 -> Refusal.NETWORK_UNREACHABLE;
                case 1, 5 -> Refusal.PROHIBITED;
                case 4 -> Refusal.PORT_UNREACHABLE;
                default -> Refusal.HOST_UNREACHABLE;
            });
            case 2 -> Optional.of(Refusal.TOO_BIG);
            case 3 -> Optional.of(Refusal.HOP_LIMIT_EXCEEDED);
            case 4 -> Optional.of(code == 1
                    ? Refusal.PROTOCOL_UNREACHABLE
                    : Refusal.HOST_UNREACHABLE);
            default -> Optional.empty();
        };
    }
}
