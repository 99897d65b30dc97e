package dev.picket.probes.round;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How often packets of a round went nowhere, by reason, and who said so.
public final class Refusals {

    /// Nothing is refused in nearly every round: a map is made with the first refusal.
    private Map<Refusal, Integer> counts = Map.of();
    private Map<Refusal, InetAddress> offenders = Map.of();
    private int mtu;

    void add(Refusal refusal) {
        if (counts.isEmpty()) {
            counts = new EnumMap<>(Refusal.class);
        }
        counts.merge(refusal, 1, Integer::sum);
    }

    void add(NetworkError error) {
        add(error.refusal());
        error.offender().ifPresent(offender -> by(error.refusal(), offender));
        mtu = error.mtu() > 0 ? error.mtu() : mtu;
    }

    private void by(Refusal refusal, InetAddress offender) {
        if (offenders.isEmpty()) {
            offenders = new EnumMap<>(Refusal.class);
        }
        offenders.put(refusal, offender);
    }

    int of(Refusal refusal) {
        return counts.getOrDefault(refusal, 0);
    }

    /// Answers of the network.
    int network() {
        return counts.entrySet().stream().filter(entry -> !entry.getKey().isLocal())
                .mapToInt(Map.Entry::getValue).sum();
    }

    Optional<Refusal> mostLocal() {
        // Nearly every round; a stream costs as much as some packets.
        return counts.isEmpty() ? Optional.empty() : most(true);
    }

    /// What the network said most often.
    Optional<Refusal> mostOfNetwork() {
        return counts.isEmpty() ? Optional.empty() : most(false);
    }

    private Optional<Refusal> most(boolean local) {
        return counts.entrySet().stream().filter(entry -> entry.getKey().isLocal() == local)
                .max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /// What the network said, such as `3 ICMP errors (host unreachable by 10.81.1.1)`.
    String text() {
        int errors = network();
        StringBuilder text = new StringBuilder();
        text.append(errors).append(" ICMP error").append(errors == 1 ? "" : "s");
        mostOfNetwork().ifPresent(most -> {
            InetAddress offender = offenders.get(most);
            if (offender != null) {
                text.append(" (").append(most.words()).append(" by ")
                        .append(offender.getHostAddress());
                if (most == Refusal.TOO_BIG && mtu > 0) {
                    text.append(", next MTU ").append(mtu).append(" B");
                }
                text.append(')');
            }
        });
        return text.toString();
    }

    /// The fault of this machine it is; empty where the network said so.
    public static Optional<LocalFaultCode> localFault(Refusal refusal) {
        return switch (refusal) {
            case LOCAL_FIREWALL -> Optional.of(LocalFaultCode.LOCAL_FIREWALL);
            case LOCAL_ERROR, LOCAL_TOO_BIG -> Optional.of(LocalFaultCode.LOCAL_SEND_ERROR);
            case LOCAL_NO_ROUTE -> Optional.of(LocalFaultCode.LOCAL_NO_ROUTE);
            case PORT_UNREACHABLE, PROTOCOL_UNREACHABLE, NETWORK_UNREACHABLE, HOST_UNREACHABLE,
                    PROHIBITED, HOP_LIMIT_EXCEEDED, TOO_BIG ->
                Optional.empty();
        };
    }

    /// The code of a run that got nothing but such answers.
    public static FailureCode code(Refusal refusal) {
        return switch (refusal) {
            case PORT_UNREACHABLE -> FailureCode.PORT_UNREACHABLE;
            case PROTOCOL_UNREACHABLE -> FailureCode.PROTOCOL_UNREACHABLE;
            case NETWORK_UNREACHABLE -> FailureCode.NETWORK_UNREACHABLE;
            case HOST_UNREACHABLE -> FailureCode.HOST_UNREACHABLE;
            case PROHIBITED -> FailureCode.PATH_PROHIBITED;
            case HOP_LIMIT_EXCEEDED -> FailureCode.PATH_HOP_LIMIT;
            case TOO_BIG -> FailureCode.PATH_TOO_BIG;
            case LOCAL_FIREWALL, LOCAL_ERROR, LOCAL_NO_ROUTE, LOCAL_TOO_BIG ->
                FailureCode.PATH_SILENT;
        };
    }
}
