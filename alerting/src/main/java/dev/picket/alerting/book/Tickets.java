package dev.picket.alerting.book;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.TicketKind;
import dev.picket.model.result.ExpiringCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tickets: things to look at by day.
///
/// - Five blips of one culprit in a day make one ticket, at most one a day for each culprit.
/// - A suspicion that had the evidence allowed once a day and came to nothing makes one each. Of
///   those, [#UNTRUSTED_COUNT] in a day mean that the learnt null no longer holds: the detector
///   itself is then not to be trusted.
///
/// - Paths whose shift was accepted as their baseline, and a class whose null fails its test, make
///   one each time the detector says so.
/// - A certificate that expires soon makes one for its target, and another each
///   [#CERTIFICATE_AGAIN] until it is renewed.
///
/// All counts are folds of the log: a restart changes none.
final class Tickets {

    static final Duration WINDOW = Duration.ofHours(24);
    static final Duration CERTIFICATE_AGAIN = Duration.ofDays(7);
    static final int BLIPS = 5;
    static final int UNTRUSTED_COUNT = 8;
    private static final String PREFIX = "TKT-";
    private static final int CULPRITS_MAX = 1_000;
    private static final int PATHS_NAMED = 5;

    private final Map<String, Deque<Instant>> blips = new LinkedHashMap<>();
    /// When a culprit, by its label, last had a ticket for its blips.
    private final Map<String, Instant> ticketed = new HashMap<>();
    /// When a target last had a ticket for its certificate.
    private final Map<String, Instant> certificates = new HashMap<>();
    private final Deque<Instant> unexplained = new ArrayDeque<>();
    private long lastNumber;

    void fold(IncidentEvent.Ticketed event) {
        lastNumber = Math.max(lastNumber, IncidentIds.number(PREFIX, event.incidentId()));
        switch (event.kind()) {
            case BLIPS -> {
                ticketed.values().removeIf(at -> !at.plus(WINDOW).isAfter(event.at()));
                ticketed.put(event.subject(), event.at());
            }
            case UNEXPLAINED -> {
                unexplained.addLast(event.at());
                dropOld(unexplained, event.at());
            }
            case CERTIFICATE_EXPIRES -> {
                certificates.values()
                        .removeIf(at -> !at.plus(CERTIFICATE_AGAIN).isAfter(event.at()));
                certificates.put(event.subject(), event.at());
            }
            case BASELINE_ACCEPTED, MISCALIBRATED, OTHER -> {
            }
        }
    }

    /// A blip of a culprit.
    void foldBlip(String key, Instant at) {
        Deque<Instant> times = blips.computeIfAbsent(key, _ -> new ArrayDeque<>());
        times.addLast(at);
        dropOld(times, at);
        if (blips.size() > CULPRITS_MAX) {
            blips.remove(blips.keySet().iterator().next());
        }
    }

    /// A ticket where a culprit has had a blip too many.
    Optional<IncidentEvent> ofBlips(String key, String label, Instant now) {
        Deque<Instant> times = blips.getOrDefault(key, new ArrayDeque<>());
        dropOld(times, now);
        Instant last = ticketed.getOrDefault(label, Instant.MIN);
        if (times.size() < BLIPS || last.isAfter(now.minus(WINDOW))) {
            return Optional.empty();
        }
        return Optional.of(ticket(now, TicketKind.BLIPS, label, times.size()
                + " blips in 24 h, each too short for a page"));
    }

    IncidentEvent unexplained(String label, double logEvidence, Instant now) {
        return ticket(now, TicketKind.UNEXPLAINED, label, String.format(java.util.Locale.ROOT,
                "evidence of %.1f nats that something was wrong, which went away unexplained",
                logEvidence));
    }

    /// Paths whose shift is their baseline from now on.
    IncidentEvent accepted(List<String> paths, Instant now) {
        int more = paths.size() - PATHS_NAMED;
        return ticket(now, TicketKind.BASELINE_ACCEPTED, "baseline accepted",
                "worse for 24 h without harm, and measured by that"
                        + " from now on: "
                        + String.join(", ", paths.subList(0, Math.min(PATHS_NAMED, paths.size())))
                        + (more > 0 ? " and " + more + " more" : ""));
    }

    /// A class of tallies whose learnt null no longer holds.
    IncidentEvent miscalibrated(String label, Instant now) {
        return ticket(now, TicketKind.MISCALIBRATED, label,
                "rounds without a known fault are worse than what was learnt of"
                        + " them; evidence on them is discounted until that is learnt");
    }

    /// A ticket where the target of a certificate had none lately.
    Optional<IncidentEvent> certificate(ExpiringCertificate seen, Instant now) {
        Instant last = certificates.getOrDefault(seen.target(), Instant.MIN);
        if (last.isAfter(now.minus(CERTIFICATE_AGAIN))) {
            return Optional.empty();
        }
        return Optional.of(ticket(now, TicketKind.CERTIFICATE_EXPIRES, seen.target(),
                "its certificate expires at " + seen.expiresAt() + ", in "
                        + Duration.between(now, seen.expiresAt()).toDays() + " days; seen from "
                        + seen.vantage()));
    }

    /// Whether so much went unexplained in a day that the detector is not to be trusted.
    boolean isUntrusted(Instant now) {
        dropOld(unexplained, now);
        return unexplained.size() >= UNTRUSTED_COUNT;
    }

    private IncidentEvent ticket(Instant now, TicketKind kind, String subject, String text) {
        return new IncidentEvent.Ticketed(PREFIX + (lastNumber + 1), now, kind, subject, text);
    }

    private static void dropOld(Deque<Instant> times, Instant now) {
        times.removeIf(at -> !at.plus(WINDOW).isAfter(now));
    }
}
