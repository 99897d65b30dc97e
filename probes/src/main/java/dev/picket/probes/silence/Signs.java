package dev.picket.probes.silence;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.ProbeKind;
import java.util.Optional;
import java.util.Set;

/// What a probe's result says as a witness.
public final class Signs {

    /// From this part of its packets on, a burst speaks of a lossy path: with a quarter lost each
    /// way, one run of four attempts in thirty stays unanswered.
    private static final double LOSSY_MIN = 0.25;
    /// The stages that an answer ends, whoever initiated.
    private static final Set<String> ANSWERED = Set.of("response", "peer-initiates");

    private Signs() {}

    /// What a run of WireGuard itself tells of its silence; empty where it was answered, or failed
    /// in a way that explains itself.
    public static Optional<Testimony> ofRun(ProbeResult result) {
        if (result.path().kind() != ProbeKind.WIREGUARD
                || !(result.outcome() instanceof Outcome.Failed(ProbeFailure failure))
                || isAnswered(result.outcome())) {
            return Optional.empty();
        }
        Testimony none = Testimony.NONE;
        return switch (failure.code()) {
            case WG_NO_HANDSHAKE_REPLY -> Optional.of(none.with(Witness.UDP_PORT, Sign.SILENT)
                    .with(Witness.COOKIES, Sign.GOOD));
            case WG_WS_NO_REPLY -> Optional.of(none.with(Witness.WEBSOCKET_PORT, Sign.GOOD)
                    .with(Witness.COOKIES, Sign.GOOD));
            case WG_COOKIE_ONLY -> Optional.of(none.with(Witness.COOKIES, Sign.PARTLY));
            case PORT_UNREACHABLE -> Optional.of(none.with(Witness.UDP_PORT, Sign.REFUSED));
            case CONNECT_SILENT -> Optional.of(none.with(Witness.WEBSOCKET_PORT, Sign.SILENT));
            case CONNECT_REFUSED -> Optional.of(none.with(Witness.WEBSOCKET_PORT, Sign.REFUSED));
            default -> Optional.empty();
        };
    }

    /// What `result` says as `witness`; empty where it tells nothing of the path or the target.
    public static Optional<Sign> of(Witness witness, ProbeResult result) {
        return switch (witness) {
            case BY_WEBSOCKET, BY_UDP, OTHER_GATEWAY, OTHER_KEY ->
                ofHandshake(witness, result.outcome());
            case TCP_443 -> ofConnection(result.outcome());
            case ICMP_ECHO, DATAGRAMS -> ofBurst(result);
            case UDP_PORT, WEBSOCKET_PORT, COOKIES, OWN_CLOCK -> Optional.empty();
        };
    }

    private static Optional<Sign> ofHandshake(Witness witness, Outcome outcome) {
        if (isAnswered(outcome)) {
            return Optional.of(Sign.GOOD);
        }
        return code(outcome).flatMap(code -> switch (code) {
            case WG_NO_HANDSHAKE_REPLY, CONNECT_SILENT -> Optional.of(Sign.SILENT);
            case WG_WS_NO_REPLY -> Optional.of(
                    witness == Witness.BY_WEBSOCKET ? Sign.PARTLY : Sign.SILENT);
            case PORT_UNREACHABLE, CONNECT_REFUSED -> Optional.of(Sign.REFUSED);
            case WG_COOKIE_ONLY -> witness == Witness.OTHER_GATEWAY
                    ? Optional.of(Sign.GOOD)
                    : Optional.empty();
            default -> Optional.empty();
        });
    }

    private static Optional<Sign> ofConnection(Outcome outcome) {
        if (outcome instanceof Outcome.Good) {
            return Optional.of(Sign.GOOD);
        }
        return code(outcome).flatMap(code -> switch (code) {
            case CONNECT_SILENT, CONNECT_UNREACHABLE -> Optional.of(Sign.SILENT);
            case CONNECT_REFUSED -> Optional.of(Sign.REFUSED);
            default -> Optional.empty();
        });
    }

    private static Optional<Sign> ofBurst(ProbeResult result) {
        boolean told = result.outcome() instanceof Outcome.Good
                || result.outcome() instanceof Outcome.Failed;
        PacketOutcomes packets = result.packets();
        if (!told || packets.sent() == 0) {
            return Optional.empty();
        }
        if (packets.received() == 0) {
            return Optional.of(code(result.outcome()).filter(Signs::isAnswerOfTheNetwork)
                    .isPresent() ? Sign.REFUSED : Sign.SILENT);
        }
        return Optional.of(packets.lost() >= LOSSY_MIN * packets.sent()
                ? Sign.PARTLY
                : Sign.GOOD);
    }

    private static boolean isAnswerOfTheNetwork(FailureCode code) {
        return switch (code) {
            case PORT_UNREACHABLE, PROTOCOL_UNREACHABLE, NETWORK_UNREACHABLE, HOST_UNREACHABLE,
                    PATH_PROHIBITED, PATH_HOP_LIMIT ->
                true;
            default -> false;
        };
    }

    /// Whether a handshake was answered, whatever came of the tunnel then.
    private static boolean isAnswered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Good _ -> true;
            case Outcome.Failed(var failure) -> failure.passed().stream()
                    .anyMatch(stage -> ANSWERED.contains(stage.stage()));
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> false;
        };
    }

    private static Optional<FailureCode> code(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var failure)
                ? Optional.of(failure.code())
                : Optional.empty();
    }
}
