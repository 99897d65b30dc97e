package dev.picket.dashboards.metrics;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.PageAction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What paging exports.
final class IncidentMeters {

    /// Pages under way whose time is being taken; beyond this the oldest is forgotten.
    private static final int UNDER_WAY_MAX = 1_000;
    private static final String ACCEPTED = "accepted";
    private static final Duration[] BOUNDS = {Duration.ofMillis(100), Duration.ofMillis(500),
            Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60),
            Duration.ofSeconds(300)};

    private final MeterRegistry registry;
    private final Map<String, Instant> enqueuedAt = new LinkedHashMap<>();

    IncidentMeters(MeterRegistry registry, List<String> sinks) {
        this.registry = registry;
        for (String sink : sinks) {
            attempts(sink, ACCEPTED);
            for (FailureCode code : FailureCode.values()) {
                if (code.name().startsWith("PAGER_")) {
                    attempts(sink, reason(code));
                }
            }
            timer(sink);
        }
    }

    private Counter attempts(String sink, String reason) {
        return Counter.builder("picket.page.attempts")
                .description("Tries to hand a page to a sink, by how they ended")
                .tags("sink", sink, "reason", reason).register(registry);
    }

    private Timer timer(String sink) {
        return Timer.builder("picket.page.latency")
                .description("From a page's entry into the outbox to its acceptance")
                .tags("sink", sink).serviceLevelObjectives(BOUNDS).register(registry);
    }

    synchronized void accept(IncidentEvent event) {
        if (event instanceof IncidentEvent.PageEnqueued page) {
            enqueuedAt.putIfAbsent(page.sink() + " " + page.dedupKey(), page.at());
            if (enqueuedAt.size() > UNDER_WAY_MAX) {
                enqueuedAt.remove(enqueuedAt.keySet().iterator().next());
            }
        } else if (event instanceof IncidentEvent.PageAttempted page) {
            attempted(page);
        }
    }

    private void attempted(IncidentEvent.PageAttempted page) {
        attempts(page.sink(), page.accepted()
                ? ACCEPTED
                : page.failure().map(IncidentMeters::reason).orElse("other")).increment();
        if (page.accepted() && page.action() == PageAction.TRIGGER) {
            Instant since = enqueuedAt.remove(page.sink() + " " + page.dedupKey());
            if (since != null) {
                long millis = Math.max(0, Duration.between(since, page.at()).toMillis());
                timer(page.sink()).record(millis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static String reason(FailureCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
