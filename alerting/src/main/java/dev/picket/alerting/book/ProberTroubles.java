package dev.picket.alerting.book;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The open troubles of probers: at most one for each vantage and code, and never a page.
final class ProberTroubles {
    private static final String PREFIX = "PRB-";

    private final Map<Key, Trouble> open = new LinkedHashMap<>();
    private long lastNumber;

    private record Key(String vantage, LocalFaultCode code) {}

    private record Trouble(String id, Optional<Instant> unclaimedSince) {}

    void fold(IncidentEvent.ProberTroubled event) {
        open.put(new Key(event.vantage(), event.fault().code()),
                new Trouble(event.incidentId(), Optional.empty()));
        lastNumber = Math.max(lastNumber, IncidentIds.number(PREFIX, event.incidentId()));
    }

    void fold(IncidentEvent.ProberRecovered event) {
        open.values().removeIf(trouble -> trouble.id().equals(event.incidentId()));
    }

    Optional<IncidentEvent> began(Finding.ProberTrouble finding, Instant now) {
        Key key = new Key(finding.vantage(), finding.fault().code());
        Trouble known = open.get(key);
        if (known != null) {
            open.put(key, new Trouble(known.id(), Optional.empty()));
            return Optional.empty();
        }
        return Optional.of(new IncidentEvent.ProberTroubled(PREFIX + (lastNumber + 1), now,
                finding.vantage(), finding.fault()));
    }

    List<IncidentEvent> ended(String vantage, Instant now) {
        List<IncidentEvent> events = new ArrayList<>();
        open.forEach((key, trouble) -> {
            if (key.vantage().equals(vantage)) {
                events.add(new IncidentEvent.ProberRecovered(trouble.id(), now, vantage));
            }
        });
        return events;
    }

    void orphaned(Instant now) {
        open.replaceAll((_, trouble) -> new Trouble(trouble.id(), Optional.of(now)));
    }

    /// The troubles that nothing has claimed for `patience`.
    List<IncidentEvent> forsaken(Instant now, Duration patience) {
        List<IncidentEvent> events = new ArrayList<>();
        open.forEach((key, trouble) -> trouble.unclaimedSince()
                .filter(since -> !now.isBefore(since.plus(patience)))
                .ifPresent(_ -> events.add(new IncidentEvent.ProberRecovered(trouble.id(), now,
                        key.vantage()))));
        return events;
    }
}
