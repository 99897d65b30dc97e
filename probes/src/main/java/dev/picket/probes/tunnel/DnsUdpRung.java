package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.MonotonicInstant;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A question to the resolver in the tunnel by UDP, asked again while nothing comes.
final class DnsUdpRung implements Rung {

    /// How often the question is sent.
    static final int QUESTIONS_MAX = 4;
    static final int PORT = 53;
    private static final Duration PAUSE_MAX = Duration.ofMillis(500);

    private final Ipv6Packet.Flow flow;
    private final Udp6.Ports ports;
    private final String name;
    private final int id;
    private MonotonicInstant deadline = new MonotonicInstant(0);
    private MonotonicInstant askAt = deadline;
    private Duration pause = PAUSE_MAX;
    private int questions;
    private int others;

    DnsUdpRung(TunnelTarget target, int port, int id) {
        this.flow = target.to(target.resolver());
        this.ports = new Udp6.Ports(port, PORT);
        this.name = target.name();
        this.id = id;
    }

    @Override
    public Turn start(MonotonicInstant now, MonotonicInstant end) {
        deadline = end;
        Duration part = Duration.ofNanos(
                Math.max(0, end.nanosSince(now)) / (QUESTIONS_MAX + 1));
        pause = part.compareTo(PAUSE_MAX) < 0 ? part : PAUSE_MAX;
        return ask(now);
    }

    private Turn ask(MonotonicInstant now) {
        questions++;
        askAt = now.plus(pause);
        return Turn.on(List.of(Udp6.write(flow, ports, DnsMessage.question(id, name))), wake());
    }

    private MonotonicInstant wake() {
        return askAt.isBefore(deadline) ? askAt : deadline;
    }

    @Override
    public Turn received(MonotonicInstant now, Ipv6Packet packet) {
        Optional<String> refused = Icmp6.Failure.read(packet)
                .filter(failure -> Udp6.isBetween(failure.quoted(), ports))
                .map(failure -> failure.words() + ", said " + packet.source());
        if (refused.isPresent()) {
            return Turn.over(now, new Ending.Failed(FailureCode.WG_TUNNEL_UNREACHABLE,
                    refused.get()));
        }
        Optional<ByteBuffer> data = packet.isOf(flow)
                ? Udp6.read(packet, ports.turned())
                : Optional.empty();
        Optional<DnsMessage.Answer> answer = data
                .flatMap(message -> DnsMessage.read(message, id, name));
        others += data.isPresent() && answer.isEmpty() ? 1 : 0;
        return answer.map(found -> Turn.over(now, judged(found)))
                .orElseGet(() -> Turn.on(List.of(), wake()));
    }

    /// A truncated answer is an answer; TCP is asked next anyway.
    private Ending judged(DnsMessage.Answer answer) {
        return answer.truncated() ? new Ending.Passed() : DnsAnswers.judged(answer, name);
    }

    @Override
    public Turn expired(MonotonicInstant now) {
        if (now.isBefore(deadline) && questions < QUESTIONS_MAX) {
            return ask(now);
        }
        return Turn.over(now, new Ending.Failed(FailureCode.WG_TUNNEL_DNS_SILENT, questions
                + " questions by UDP to " + flow.other() + ", no answer"
                + (others > 0 ? ", " + others + " packets that are none" : "")));
    }

    @Override
    public Map<String, String> details() {
        return questions > 1
                ? Map.of("tunnelDnsQuestions", Integer.toString(questions))
                : Map.of();
    }
}
