package dev.picket.simulation.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.model.finding.Diagnosis;
import dev.picket.platform.json.IncidentJson;
import dev.picket.platform.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A change found in recorded data.
///
/// @param up whether the rate of bad trials, or the level, rose
/// @param onset the estimated start of the change
/// @param detectedAt the time of the row that decided
/// @param logEvidence the statistic at that row, in nats
/// @param diagnosis whom it is blamed on, where a topology was given; `series` is then its label
public record RecordedChange(String series, boolean up, Instant onset, Instant detectedAt,
        double logEvidence, Optional<Diagnosis> diagnosis) {

    /// The change as one line of `backtest --json`.
    public ObjectNode json() {
        ObjectNode node = Json.mapper().createObjectNode().put("series", series)
                .put("direction", up ? "up" : "down").put("onset", onset.toString())
                .put("detectedAt", detectedAt.toString()).put("logEvidence", logEvidence);
        diagnosis.ifPresent(it -> {
            node.set("culprit", IncidentJson.culprit(it.culprit()));
            node.put("confidence", it.confidence()).put("signal", it.signal().label());
        });
        return node;
    }

    /// The change in one line for people; times are UTC.
    public String line() {
        return series + diagnosis.map(it -> ": " + it.signal().label()).orElse("") + " went "
                + (up ? "up" : "down") + " at " + onset + ", found at " + detectedAt
                + String.format(Locale.ROOT, " (evidence %.1f nats)", logEvidence);
    }
}
