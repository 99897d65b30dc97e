package dev.picket.dashboards.metrics;

import dev.picket.model.result.CertificateDetails;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What is exported of targets that are reached through a named door, so that doors can be set side
/// by side, and of the certificates seen. A path without either exports nothing here.
final class DoorMeters {

    private final MeterRegistry registry;
    private final Topology topology;
    private final Map<Path, AtomicLong> expiries = new HashMap<>();

    DoorMeters(MeterRegistry registry, Topology topology) {
        this.registry = registry;
        this.topology = topology;
    }

    /// Takes the result of a path of the topology.
    void accept(ProbeResult result) {
        Target target = topology.targetOf(result.path());
        Tags tags = Tags.of("kind", result.path().kind().label(), "src",
                topology.vantageOf(result.path()).region().orElse(result.path().vantage()), "dst",
                target.region());
        target.door().ifPresent(door -> Counter.builder("picket.door.attempts")
                .description("Runs of probes through a named door by how they ended")
                .tags(tags.and("door", door.label(), "host", target.host().orElse(""), "outcome",
                        result.outcome().label()))
                .register(registry).increment());
        String expires = result.details().get(CertificateDetails.EXPIRES_AT);
        if (expires != null) {
            expires(result.path(), expires);
        }
    }

    private void expires(Path path, String at) {
        try {
            long millis = Instant.parse(at).toEpochMilli();
            expiries.computeIfAbsent(path, this::expiry).set(millis);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no instant: " + at, e);
        }
    }

    private AtomicLong expiry(Path path) {
        AtomicLong millis = new AtomicLong();
        TimeGauge.builder("picket.certificate.expiry", millis, TimeUnit.MILLISECONDS,
                AtomicLong::doubleValue)
                .description("When the first certificate of the chain expires, Unix time")
                .tags("src", path.vantage(), "target", path.target()).strongReference(true)
                .register(registry);
        return millis;
    }
}
