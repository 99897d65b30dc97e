package dev.picket.simulation.paging;

import dev.picket.alerting.Alerting;
import dev.picket.alerting.AlertingSettings;
import dev.picket.alerting.deliver.RetryPolicy;
import dev.picket.alerting.deliver.Transport;
import dev.picket.alerting.sink.WebhookSink;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.platform.storage.Database;
import dev.picket.platform.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Alerting on virtual time: the real incident book, event log and outbox, in a database in memory
/// that is opened by the first finding that can matter to it, the real webhook sink and its
/// retries; and a record of all events.
public final class IncidentRecord implements AutoCloseable {

    /// Until the detector's thread looks at a closed tick.
    public static final Duration DETECTOR_LAG = Duration.ofMillis(500);
    private static final URI PAGER = URI.create("https://pager.example/");
    private static final Secret SIGNED_WITH = Secret
            .of("whsec_c2ltdWxhdGVkLXBhZ2VyLXNpZ25lZC13aXRoLXRoaXM=");

    private final VirtualClock clock;
    private final Transport pager;
    private final long seed;
    private final List<IncidentEvent> events = new ArrayList<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private Optional<Opened> opened = Optional.empty();

    private record Opened(Database database, Alerting alerting) {}

    /// @param start of its clock
    /// @param pager takes the pages, on that clock
    /// @param seed spreads retries
    public IncidentRecord(Instant start, Pager pager, long seed) {
        this.clock = new VirtualClock(start);
        this.pager = pager.on(clock);
        this.seed = seed;
    }

    /// What the detector says after the tick that closed at `now`, and what time alone brings then;
    /// pages that are due before `next` leave.
    public void closed(List<Finding> findings, Instant now, Instant next) {
        clock.moveTo(now);
        for (Finding finding : findings) {
            if (opened.isPresent() || canMatter(finding)) {
                alerting().accept(finding);
            }
        }
        opened.ifPresent(open -> {
            open.alerting().tick();
            clock.moveTo(now.plus(DETECTOR_LAG));
            deliver(open.alerting(), next);
        });
    }

    /// Time passes from one attempt to the next.
    private void deliver(Alerting alerting, Instant next) {
        try {
            Optional<Duration> wait = alerting.deliver(next);
            while (wait.isPresent() && clock.wall().plus(wait.get()).isBefore(next)) {
                clock.advance(wait.get());
                wait = alerting.deliver(next);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing waits on virtual time", e);
        }
    }

    /// The others neither open nor change an incident.
    private static boolean canMatter(Finding finding) {
        return switch (finding) {
            case Finding.Suspected _,Finding.Subsided _,Finding.CloserLook _ -> false;
            case Finding.Opened _,Finding.Revised _,Finding.Pageable _ -> true;
            case Finding.Recovering _,Finding.ScopeChanged _,Finding.Resolved _ -> true;
            case Finding.Unexplained _,Finding.BaselineAccepted _ -> true;
            case Finding.Miscalibrated _ -> true;
            case Finding.ProberTrouble _,Finding.ProberRecovered _ -> true;
        };
    }

    private Alerting alerting() {
        if (opened.isEmpty()) {
            Database database = Database.inMemory();
            Alerting alerting = Alerting.onCallersTime(database,
                    List.of(new WebhookSink(PAGER, SIGNED_WITH, Optional.empty())), clock,
                    new AlertingSettings(Origin.SIMULATED, RetryPolicy.DEFAULT,
                            new SplittableRandom(seed), Duration.ofSeconds(1)),
                    pager);
            alerting.addListener(this::add);
            opened = Optional.of(new Opened(database, alerting));
        }
        return opened.orElseThrow().alerting();
    }

    private void add(IncidentEvent event) {
        events.add(event);
        switch (event) {
            case IncidentEvent.Opened first ->
                incidents.put(first.incidentId(), Incident.opened(first));
            case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ -> {
            }
            case IncidentEvent.Ticketed _,IncidentEvent.Acted _ -> {
            }
            case IncidentEvent other -> incidents.computeIfPresent(other.incidentId(),
                    (_, incident) -> incident.after(other));
        }
    }

    /// All events, in order.
    public List<IncidentEvent> events() {
        return List.copyOf(events);
    }

    /// The incidents as they stand, in the order of their opening.
    public List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    /// Pages by their state in the outbox, such as `accepted`.
    public Map<String, Long> pagesByState() {
        return opened.map(open -> open.alerting().pagesByState()).orElse(Map.of());
    }

    /// Troubles of probers told of.
    public int proberTroubles() {
        return (int) events.stream().filter(IncidentEvent.ProberTroubled.class::isInstance)
                .count();
    }

    @Override
    public void close() {
        opened.ifPresent(open -> {
            open.alerting().close();
            open.database().close();
        });
        opened = Optional.empty();
    }
}
