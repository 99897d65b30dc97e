package dev.picket.probes.run;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.datagram.DatagramPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Ends a window at every tick boundary of the wall clock, with what the whole prober has in
/// common: its stalls and the steps of its wall clock.
final class HealthTicks {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DatagramPlane plane;
    private final Clock clock;
    private final long tickNanos;
    private final Consumer<Ended> ended;
    private MonotonicInstant begun;
    private long begunEpochNanos;
    private long queueDropsTold;
    private long controlLostTold;
    private boolean stopped;

    /// A window that ended: the number of its tick, the longest stall, how far the wall clock moved
    /// against the monotonic one, work dropped at full queues, and control datagrams lost.
    record Ended(long tick, long stallMaxNanos, long clockStepNanos, long queueDrops,
            long controlLost) {}

    HealthTicks(DatagramPlane plane, Clock clock, Duration tick, Consumer<Ended> ended) {
        this.plane = plane;
        this.clock = clock;
        this.tickNanos = tick.toNanos();
        this.ended = ended;
        this.begun = clock.monotonic();
        this.begunEpochNanos = epochNanos(clock.wall());
    }

    void start() {
        plane.execute(() -> {
            begin();
            awaitEnd();
        });
    }

    void stop() {
        stopped = true;
    }

    private void begin() {
        begun = clock.monotonic();
        begunEpochNanos = epochNanos(clock.wall());
    }

    private void awaitEnd() {
        long left = tickNanos - Math.floorMod(begunEpochNanos, tickNanos);
        plane.at(begun.plusNanos(left), this::end);
    }

    private void end() {
        if (stopped) {
            return;
        }
        MonotonicInstant windowBegun = begun;
        long tick = Math.floorDiv(begunEpochNanos, tickNanos);
        long wallBegun = begunEpochNanos;
        begin();
        long step = begunEpochNanos - wallBegun - begun.nanosSince(windowBegun);
        long queueDrops = plane.queueDrops();
        long controlLost = plane.controlLost();
        ended.accept(new Ended(tick, plane.longestStallNanos(windowBegun), step,
                queueDrops - queueDropsTold, controlLost - controlLostTold));
        queueDropsTold = queueDrops;
        controlLostTold = controlLost;
        awaitEnd();
    }

    private static long epochNanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}
