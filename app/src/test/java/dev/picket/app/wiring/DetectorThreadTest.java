package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorMemory;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DetectorThreadTest {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final DetectorThread.Screens NOBODY = new DetectorThread.Screens() {
        @Override
        public void accept(ProbeResult result) {}

        @Override
        public void accept(ProberRound round) {}
    };

    private final BlockingQueue<DetectorMemory> memories = new LinkedBlockingQueue<>();
    private final HandClock clock = new HandClock();

    private static final class HandClock implements Clock {

        private final AtomicLong seconds = new AtomicLong();

        @Override
        public Instant wall() {
            return Instant.EPOCH.plusSeconds(seconds.get());
        }

        @Override
        public MonotonicInstant monotonic() {
            return new MonotonicInstant(Duration.ofSeconds(seconds.get()).toNanos());
        }
    }

    /// Killed in its first incident, it must not learn the fault as what is normal.
    @Test
    void whatTheWarmUpTaughtIsHandedOnWhenItIsOver() throws InterruptedException {
        Detector detector = new Detector(new Topology(Network.of(Map.of(), Map.of()), Map.of(),
                Map.of(), Map.of()), DetectorSettings.defaults());
        try (DetectorThread _ = DetectorThread.start(new DetectorThread.Line(detector,
                (_, _) -> List.of(), Duration.ofSeconds(1), WARM_UP, _ -> {
                }, NOBODY, memories::add), clock)) {
            // The thread reads its first time when it likes: time goes on until it looks again.
            for (int i = 0; i < 100 && memories.isEmpty(); i++) {
                clock.seconds.addAndGet(1);
                DetectorMemory memory = memories.poll(100, TimeUnit.MILLISECONDS);
                if (memory != null) {
                    memories.add(memory);
                }
            }
            assertThat(memories).isNotEmpty();
            assertThat(clock.seconds.get()).isGreaterThan(WARM_UP.toSeconds())
                    .isLessThan(BaselineFile.SAVE_EVERY.toSeconds());
        }
    }
}
