package dev.picket.probes.path;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A trace under way, pure: which packets are to be sent, what became of each, and the hops that
/// makes.
///
/// All hop limits of a round are sent together. A hop is a distance, not a place in a list of
/// answers: one that says nothing stays. The path ends where the target answered with the least hop
/// limit, for each flow, as equal ways need not be equally long; later rounds go no further.
public final class TraceBook {

    private final TracePlan plan;
    private final InetAddress target;
    private final Map<TracePacket, Sending> sendings = new HashMap<>();
    private final Map<Integer, Integer> lengthOfFlow = new HashMap<>();
    private int unplaced;
    private int refused;

    private static final class Sending {
        private MonotonicInstant at;
        private Optional<Answer> answer = Optional.empty();

        Sending(MonotonicInstant at) {
            this.at = at;
        }
    }

    /// @param words see [Hop.Branch#words]
    private record Answer(InetAddress from, String words, MonotonicInstant at) {}

    public TraceBook(TracePlan plan, InetAddress target) {
        this.plan = plan;
        this.target = target;
    }

    /// The packets of round `round`, from 0 on, in the order to send them.
    public List<TracePacket> round(int round) {
        List<TracePacket> packets = new ArrayList<>();
        int first = round == 0 ? 0 : round % plan.flows();
        int end = round == 0 ? plan.flows() : first + 1;
        for (int hopLimit = 1; hopLimit <= plan.hopsMax(); hopLimit++) {
            for (int flow = first; flow < end; flow++) {
                if (hopLimit <= lengthOfFlow.getOrDefault(flow, plan.hopsMax())) {
                    packets.add(new TracePacket(round, flow, hopLimit));
                }
            }
        }
        return packets;
    }

    /// It left at `at`.
    public void sent(TracePacket packet, MonotonicInstant at) {
        sendings.putIfAbsent(packet, new Sending(at));
    }

    /// The kernel's transmit stamp of it.
    public void stamped(TracePacket packet, MonotonicInstant at) {
        Sending sending = sendings.get(packet);
        if (sending != null) {
            sending.at = at;
        }
    }

    /// This machine refused to send it.
    public void refused(TracePacket packet) {
        refused++;
        sendings.remove(packet);
    }

    /// An ICMP error came that quotes too little to tell what for.
    public void unplaced() {
        unplaced++;
    }

    /// An ICMP error came for `packet`. One about a packet that was never sent is not ours.
    public void error(TracePacket packet, NetworkError error, MonotonicInstant at) {
        Optional<InetAddress> from = error.offender();
        if (from.isEmpty() || !sendings.containsKey(packet)) {
            return;
        }
        boolean onTheWay = error.refusal() == Refusal.HOP_LIMIT_EXCEEDED;
        answer(packet, new Answer(from.get(),
                onTheWay || from.get().equals(target) ? "" : error.refusal().words(), at));
        if (!onTheWay) {
            ended(packet);
        }
    }

    /// The target answered `packet` itself.
    public void reply(TracePacket packet, MonotonicInstant at) {
        if (sendings.containsKey(packet)) {
            answer(packet, new Answer(target, "", at));
            ended(packet);
        }
    }

    private void answer(TracePacket packet, Answer answer) {
        Sending sending = sendings.get(packet);
        if (sending != null && sending.answer.isEmpty()) {
            sending.answer = Optional.of(answer);
        }
    }

    private void ended(TracePacket packet) {
        lengthOfFlow.merge(packet.flow(), packet.hopLimit(), Math::min);
    }

    /// What is known at `now`. Packets that may still be answered do not count yet.
    public TraceReport report(MonotonicInstant now) {
        Map<Integer, HopCount> counts = new HashMap<>();
        sendings.forEach((packet, sending) -> {
            boolean beyond = packet.hopLimit() > lengthOfFlow.getOrDefault(packet.flow(),
                    plan.hopsMax());
            boolean waiting = sending.answer.isEmpty()
                    && now.nanosSince(sending.at) < plan.timeout().toNanos();
            if (!beyond && !waiting) {
                HopCount count = counts.computeIfAbsent(packet.hopLimit(), _ -> new HopCount());
                count.sent++;
                sending.answer.ifPresent(answer -> count.add(packet, answer.from, answer.words,
                        answer.at.nanosSince(sending.at)));
            }
        });
        int last = counts.entrySet().stream().filter(entry -> entry.getValue().hasAnswers())
                .mapToInt(Map.Entry::getKey).max().orElse(0);
        List<Hop> hops = new ArrayList<>();
        for (int distance = 1; distance <= last; distance++) {
            hops.add(counts.getOrDefault(distance, new HopCount()).hop(distance,
                    plan.timeout().toNanos()));
        }
        return new TraceReport(hops, isReached(), unplaced, refused);
    }

    private boolean isReached() {
        return sendings.values().stream().flatMap(sending -> sending.answer.stream())
                .anyMatch(answer -> answer.from.equals(target));
    }
}
