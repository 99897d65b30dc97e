package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.ExpiringCertificate;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateWatchTest {

    private static final Instant EXPIRES_AT = Instant.parse("2026-12-01T00:00:00Z");
    private static final Map<String, String> WARNED = Map.of("certificateExpiresAt",
            EXPIRES_AT.toString(), "warning", "CERT_EXPIRES_SOON");

    private final List<ExpiringCertificate> told = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private final CertificateWatch watch = new CertificateWatch(told::add, clock);

    private static final class HandClock implements Clock {

        private long seconds;

        @Override
        public Instant wall() {
            return Instant.EPOCH.plusSeconds(seconds);
        }

        @Override
        public MonotonicInstant monotonic() {
            return new MonotonicInstant(seconds * 1_000_000_000L);
        }
    }

    private void seen(String vantage, String target, Map<String, String> details) {
        watch.accept(new ProbeResult(new Path(vantage, target, ProbeKind.HTTP), "run",
                Instant.EPOCH, Instant.EPOCH, 1, ClockSource.USER, List.of(),
                PacketOutcomes.NONE, new Outcome.Good(), ProberHealth.PERFECT, details));
    }

    @Test
    void tellsOncePerTargetAndHour() {
        seen("sjc", "web", WARNED);
        seen("fra", "web", WARNED);
        seen("fra", "api", WARNED);
        clock.seconds = 3_599;
        seen("sjc", "web", WARNED);
        assertThat(told).containsExactly(new ExpiringCertificate("web", "sjc", EXPIRES_AT),
                new ExpiringCertificate("api", "fra", EXPIRES_AT));

        clock.seconds = 3_600;
        seen("sjc", "web", WARNED);
        assertThat(told).hasSize(3);
    }

    @Test
    void aCertificateWithTimeLeftIsNotToldOf() {
        seen("sjc", "web", Map.of("certificateExpiresAt", EXPIRES_AT.toString()));
        seen("sjc", "web", Map.of());

        assertThat(told).isEmpty();
    }
}
