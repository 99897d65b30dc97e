package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.FailureText;
import dev.picket.platform.settings.StageBudgets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A stage of a run, and what it means that it did not end within its budget.
public enum Stage {
    /// The target's name is looked up.
    NAME("name lookup", FailureCode.NAME_SERVER_SILENT, "no answer from the resolver"),
    /// A TCP connection is opened.
    CONNECT("connect", FailureCode.CONNECT_SILENT, "no answer to the opening of a connection"),
    /// TLS is agreed on.
    TLS("TLS handshake", FailureCode.TLS_SILENT, "the handshake did not end"),
    /// The request is handed to the connection.
    REQUEST("request", FailureCode.HTTP_REQUEST_STALLED, "the request was not taken"),
    /// From the request to the first byte of the answer.
    FIRST_BYTE("first byte", FailureCode.HTTP_FIRST_BYTE_SILENT, "no byte of an answer"),
    /// From the first byte of an HTTP answer to its last.
    BODY("body", FailureCode.HTTP_BODY_STALLED, "the answer did not end"),
    /// The answer to a DNS question.
    ANSWER("answer", FailureCode.DNS_SILENT, "no answer to the question"),
    /// The connection over which a truncated answer is asked for anew.
    RETRY_CONNECT("connect after truncation", FailureCode.CONNECT_SILENT,
            "no answer to the opening of a connection"),
    /// The answer that was truncated before.
    RETRY_ANSWER("answer after truncation", FailureCode.DNS_SILENT, "no answer to the question"),
    /// The connection becomes a WebSocket.
    UPGRADE("WebSocket upgrade", FailureCode.WG_WS_UPGRADE_SILENT, "no answer to the upgrade"),
    /// The stages of a WireGuard session in it, which has no budget but the run's.
    INITIATE("initiate", FailureCode.WG_WS_NO_REPLY, "no answer"), RESPONSE("response",
            FailureCode.WG_WS_NO_REPLY, "no answer"), VERIFY("verify", FailureCode.WG_WS_NO_REPLY,
                    "no answer"), CONFIRM("confirm", FailureCode.WG_WS_NO_REPLY, "no answer"),
    /// The stages inside the tunnel, likewise.
    ECHO("echo", FailureCode.WG_TUNNEL_ECHO_SILENT, "no answer"), DNS_UDP("dns-udp",
            FailureCode.WG_TUNNEL_DNS_SILENT, "no answer"), DNS_TCP("dns-tcp",
                    FailureCode.WG_TUNNEL_TCP_SILENT, "no answer"), HTTP("http",
                            FailureCode.WG_TUNNEL_TCP_SILENT, "no answer");

    /// Longer than any run.
    private static final Duration NO_OWN_BUDGET = Duration.ofHours(1);

    private final String words;
    private final FailureCode silence;
    private final String seen;

    Stage(String words, FailureCode silence, String seen) {
        this.words = words;
        this.silence = silence;
        this.seen = seen;
    }

    /// The name in results and texts.
    public String words() {
        return words;
    }

    /// The code of a run that this stage's budget cut.
    FailureCode silence() {
        return silence;
    }

    /// What is then seen.
    String seen() {
        return seen;
    }

    Duration budget(StageBudgets budgets) {
        return switch (this) {
            case NAME -> budgets.name();
            case CONNECT, RETRY_CONNECT -> budgets.connect();
            case TLS -> budgets.tls();
            case REQUEST -> budgets.request();
            case FIRST_BYTE, ANSWER, RETRY_ANSWER, UPGRADE -> budgets.firstByte();
            case BODY -> budgets.body();
            case INITIATE, RESPONSE, VERIFY, CONFIRM, ECHO, DNS_UDP, DNS_TCP, HTTP ->
                NO_OWN_BUDGET;
        };
    }

    /// The clock that ran out on this stage after `givenNanos`, and whose it is.
    String clock(DoorTarget target, long givenNanos) {
        long own = budget(target.budgets()).toNanos();
        return givenNanos >= own
                ? FailureText.duration(own) + ", the budget of this stage"
                : FailureText.duration(givenNanos)
                        + ", all that the stages before left of the run's "
                        + FailureText.duration(target.timeout().toNanos());
    }

    /// `stages` of a target that is named.
    public static List<Stage> afterName(List<Stage> stages) {
        return Stream.concat(Stream.of(NAME), stages.stream()).toList();
    }

    /// `stages` and those that have these words, in their order.
    public static List<Stage> before(List<Stage> stages, List<String> words) {
        return Stream.concat(stages.stream(), words.stream().flatMap(word -> Stream.of(values())
                .filter(stage -> stage.words.equals(word)))).toList();
    }
}
