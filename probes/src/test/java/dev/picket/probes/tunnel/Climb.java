package dev.picket.probes.tunnel;

import dev.picket.model.result.StageTiming;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.TunnelStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;

/// A ladder climbed on virtual time, with one millisecond to the far end and one back.
final class Climb {

    static final Duration BUDGET = Duration.ofSeconds(5);
    private static final Duration THERE_AND_BACK = Duration.ofMillis(2);
    private static final int STEPS_MAX = 2_000;

    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(
            Comparator.comparing(Arrival::at).thenComparingInt(Arrival::number));
    private final Function<byte[], List<byte[]>> farEnd;
    private final Ladder ladder;
    final List<byte[]> sent = new ArrayList<>();
    private int numbers;
    private MonotonicInstant now = new MonotonicInstant(1_000_000_000L);

    private record Arrival(MonotonicInstant at, int number, List<byte[]> packet) {}

    /// How it ended, and after what time.
    record Told(Ending ending, Duration took, List<StageTiming> passed,
            Map<String, String> details) {}

    Climb(TunnelTarget target, Function<byte[], List<byte[]>> farEnd) {
        this.farEnd = farEnd;
        this.ladder = new Ladder(target, new SplittableRandom(5)::nextInt);
    }

    static Told of(FarEnd farEnd) {
        return of(farEnd, TunnelStage.ECHO);
    }

    static Told of(FarEnd farEnd, TunnelStage upTo) {
        return new Climb(FarEnd.target(upTo), farEnd::answers).run(BUDGET);
    }

    Told run(Duration budget) {
        MonotonicInstant begun = now;
        Turn turn = ladder.start(now, now.plus(budget));
        for (int step = 0; step < STEPS_MAX; step++) {
            turn.packets().forEach(this::send);
            if (turn.ending().isPresent()) {
                return new Told(turn.ending().get(), Duration.ofNanos(now.nanosSince(begun)),
                        ladder.passed(), ladder.details());
            }
            Arrival next = arrivals.peek();
            if (next != null && next.at().isBefore(turn.wake())) {
                arrivals.remove();
                now = next.at();
                turn = ladder.received(now, next.packet().getFirst());
            } else {
                now = turn.wake();
                turn = ladder.expired(now);
            }
        }
        throw new AssertionError("the ladder did not end");
    }

    private void send(byte[] packet) {
        sent.add(packet);
        ladder.sent(now, packet);
        farEnd.apply(packet).forEach(answer -> arrivals
                .add(new Arrival(now.plus(THERE_AND_BACK), numbers++, List.of(answer))));
    }
}
