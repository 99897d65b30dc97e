package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchedSessionTest {

    private static final MonotonicInstant BEGUN = new MonotonicInstant(5);
    private final List<String> told = new ArrayList<>();
    private final WatchedSession watched = new WatchedSession(new Staged(new ArrayList<>()), BEGUN,
            told::add);

    /// Passes a stage with each packet that leaves or comes, and with its timer two at once.
    private record Staged(List<StageTiming> passedStages) implements ProbeSession {
        @Override
        public long token() {
            return 0;
        }

        @Override
        public List<Action> start(MonotonicInstant now) {
            return List.of();
        }

        @Override
        public List<Action> sent(MonotonicInstant at, int packet) {
            passedStages.add(new StageTiming("initiate", 0));
            return List.of();
        }

        @Override
        public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
            return List.of();
        }

        @Override
        public List<Action> received(MonotonicInstant at, ClockSource source,
                ByteBuffer datagram) {
            passedStages.add(new StageTiming("response", 2_000_000));
            return List.of();
        }

        @Override
        public List<Action> expired(MonotonicInstant now) {
            passedStages.add(new StageTiming("verify", 1_000));
            passedStages.add(new StageTiming("echo", 82_000_000));
            return List.of();
        }
    }

    @Test
    void stagesAreToldAsTheyPassAndOnce() {
        watched.start(BEGUN);
        watched.sent(BEGUN, 0);
        watched.received(BEGUN.plus(Duration.ofMillis(2)), ClockSource.USER,
                ByteBuffer.allocate(92));
        watched.expired(BEGUN.plus(Duration.ofMillis(90)));

        assertThat(told).containsExactly("    0.0 ms  packet 1 sent",
                "    0.0 ms  initiate passed in 0 µs", "    2.0 ms  reply of 92 bytes",
                "    2.0 ms  response passed in 2.0 ms", "   90.0 ms  verify passed in 1 µs",
                "   90.0 ms  echo passed in 82.0 ms");
    }
}
