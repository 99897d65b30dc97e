package dev.picket.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Vantage;
import dev.picket.platform.settings.VantageSettings;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteHintsTest {

    private static final Map<String, String> CHANGED = Map.of("hopLimitBack", "58",
            "hopLimitChange", "back 58, before 60");

    private final RouteHints hints = new RouteHints(List.of(way("sjc", "sin-edge1"),
            way("fra", "sin-edge1", "sin-gw")));

    private static TracedPath way(String vantage, String... targets) {
        return new TracedPath(new VantageSettings(Vantage.inRegion(vantage, vantage),
                InetAddress.getLoopbackAddress()), InetAddress.getLoopbackAddress(), "sin",
                List.of(targets).stream().map(target -> path(vantage, target)).toList());
    }

    private static Path path(String vantage, String target) {
        return new Path(vantage, target, ProbeKind.STAMP);
    }

    private void seen(Path path, Map<String, String> details) {
        hints.seen(new ProbeResult(path, "run", Instant.EPOCH, Instant.EPOCH, 1,
                ClockSource.KERNEL_TX_RX, List.of(), PacketOutcomes.NONE, new Outcome.Good(),
                ProberHealth.PERFECT, details));
    }

    private List<Integer> taken(long second) {
        return hints.take(new MonotonicInstant(second * 1_000_000_000L));
    }

    @Test
    void aWayWhoseHopLimitsChangedIsTracedNow() {
        seen(path("fra", "sin-gw"), CHANGED);

        assertThat(taken(0)).containsExactly(1);
        assertThat(taken(1)).isEmpty();
    }

    @Test
    void pathsOfOneWayAreOneTrace() {
        seen(path("fra", "sin-gw"), CHANGED);
        seen(path("fra", "sin-edge1"), CHANGED);
        seen(path("sjc", "sin-edge1"), CHANGED);

        assertThat(taken(0)).containsExactly(1, 0);
    }

    @Test
    void oneThatWaversIsTracedOnceAMinute() {
        int traces = 0;
        for (int second = 0; second <= 120; second++) {
            seen(path("sjc", "sin-edge1"), CHANGED);
            traces += taken(second).size();
        }

        assertThat(traces).isEqualTo(3);
    }

    @Test
    void nothingElseIsAHint() {
        seen(path("sjc", "sin-edge1"), Map.of("hopLimitBack", "58"));
        seen(path("sjc", "not-traced"), CHANGED);

        assertThat(taken(0)).isEmpty();
    }

    @Test
    void whatIsTooManyIsDropped() {
        for (int i = 0; i < RouteHints.WAITING_MAX; i++) {
            seen(path("sjc", "not-traced"), CHANGED);
        }
        seen(path("sjc", "sin-edge1"), CHANGED);

        assertThat(taken(0)).isEmpty();
    }
}
