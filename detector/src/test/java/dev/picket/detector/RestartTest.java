package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartTest {

    private static final Duration TICK = Duration.ofSeconds(10);
    private static final long FIRST_TICK = 1_000;

    @Test
    void whatWasLearntComesBackWithTheTimeItTook() {
        Topology topology = TestWorld.build();
        Detector first = detector(topology, Duration.ofMinutes(10));
        feed(first, topology, FIRST_TICK, 30, 1);
        DetectorMemory memory = first.snapshot();

        Detector second = detector(topology, Duration.ofMinutes(10));
        second.restore(memory);

        assertThat(memory.learntFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(second.snapshot()).isEqualTo(memory);
        Path path = topology.routes().stream().map(route -> route.path())
                .filter(one -> one.kind() == ProbeKind.STAMP).findFirst().orElseThrow();
        assertThat(memory.learnt(path, Signal.LOST).orElseThrow().trials()).isEqualTo(600);
        assertThat(memory.learnt(path, Signal.LOST).orElseThrow().bad()).isEqualTo(30);
    }

    @Test
    void aRestartServesOnlyWhatIsLeftOfTheWarmUp() {
        assertThat(opened(Duration.ofMinutes(5))).isPositive();
        assertThat(opened(Duration.ofMinutes(10))).isZero();
    }

    /// Incidents opened by a detector that starts into a fault with five minutes learnt before.
    private static long opened(Duration warmUp) {
        Topology topology = TestWorld.build();
        Detector first = detector(topology, warmUp);
        feed(first, topology, FIRST_TICK, 30, 0);
        Detector second = detector(topology, warmUp);
        second.restore(first.snapshot());
        return feed(second, topology, FIRST_TICK + 60, 12, 10).stream()
                .filter(Finding.Opened.class::isInstance).count();
    }

    private static Detector detector(Topology topology, Duration warmUp) {
        return new Detector(topology,
                DetectorSettings.defaults().withTick(TICK, Duration.ZERO).withWarmUp(warmUp));
    }

    private static List<Finding> feed(Detector detector, Topology topology, long from, int ticks,
            int bad) {
        List<Finding> findings = new ArrayList<>();
        for (long tick = from; tick < from + ticks; tick++) {
            long now = tick;
            topology.routes().stream().map(route -> route.path())
                    .filter(path -> path.kind() == ProbeKind.STAMP).forEach(path -> detector
                            .observe(new RoundTally(path, Signal.LOST, now, 20, bad)));
            findings.addAll(detector.advance(
                    Instant.EPOCH.plus(TICK.multipliedBy(tick + 1))));
        }
        return findings;
    }
}
