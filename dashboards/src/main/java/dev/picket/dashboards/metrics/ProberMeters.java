package dev.picket.dashboards.metrics;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Topology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What each vantage exports of itself: what this machine did to packets, kept apart from what
/// paths did.
final class ProberMeters {

    /// What can happen to a packet here.
    private static final List<LocalFaultCode> CAUSES = List.of(LocalFaultCode.LOCAL_RECEIVE_DROP,
            LocalFaultCode.LOCAL_SEND_ERROR, LocalFaultCode.LOCAL_FIREWALL,
            LocalFaultCode.LOCAL_NO_ROUTE, LocalFaultCode.LOCAL_LATE, LocalFaultCode.LOCAL_STALL,
            LocalFaultCode.LOCAL_QUEUE_FULL, LocalFaultCode.LOCAL_CANCELLED);

    private final MeterRegistry registry;
    private final Map<String, Meters> byVantage = new TreeMap<>();

    /// The meters of one vantage.
    private record Meters(Counter receiveDrops, Counter sendErrors, Counter queueDrops,
            Counter controlLost, Map<LocalFaultCode, Counter> lost, AtomicLong stallMaxNanos,
            AtomicLong clockStepNanos) {}

    ProberMeters(MeterRegistry registry, Topology topology) {
        this.registry = registry;
        topology.vantages().keySet().forEach(
                vantage -> byVantage.put(vantage, meters(Tags.of("vantage", vantage))));
    }

    private Meters meters(Tags vantage) {
        Map<LocalFaultCode, Counter> lost = new EnumMap<>(LocalFaultCode.class);
        CAUSES.forEach(cause -> lost.put(cause, counter("picket.prober.packets.lost",
                "Packets that say nothing of a path, by what this machine did to them",
                vantage.and("cause", cause.name().toLowerCase(Locale.ROOT)))));
        return new Meters(
                counter("picket.prober.receive.drops",
                        "Replies this machine's own kernel dropped", vantage),
                counter("picket.prober.send.errors",
                        "Packets this machine's own kernel refused to send", vantage),
                counter("picket.prober.queue.drops",
                        "Work dropped because an internal queue was full", vantage),
                counter("picket.prober.control.lost",
                        "Datagrams to ourselves that did not come back", vantage),
                lost,
                gauge("picket.prober.stall", "The longest stall of the newest tick", vantage),
                gauge("picket.prober.clock.step",
                        "How far the wall clock was stepped in the newest tick", vantage));
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private AtomicLong gauge(String name, String description, Tags tags) {
        AtomicLong nanos = new AtomicLong();
        TimeGauge.builder(name, nanos, TimeUnit.NANOSECONDS, AtomicLong::doubleValue)
                .description(description).tags(tags).strongReference(true).register(registry);
        return nanos;
    }

    void accept(ProberRound round) {
        Meters meters = byVantage.get(round.vantage());
        if (meters == null) {
            return;
        }
        ProberHealth health = round.health();
        meters.receiveDrops().increment((double) health.receiveDrops());
        meters.sendErrors().increment((double) health.sendErrors());
        meters.queueDrops().increment((double) health.queueDrops());
        meters.controlLost().increment((double) health.controlLost());
        meters.lost().forEach(
                (cause, counter) -> counter.increment((double) health.losses().to(cause)));
        meters.stallMaxNanos().set(health.stallMaxNanos());
        meters.clockStepNanos().set(health.clockStepNanos());
    }
}
