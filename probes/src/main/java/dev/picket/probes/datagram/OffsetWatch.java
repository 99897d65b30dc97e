package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import java.util.Optional;

/// Reads the offset of the two clocks turn by turn and notices a step of the wall clock: the kernel
/// made a stamp by the clock before the step, and the offset read after it would carry the stamp
/// over to a wrong moment. One thread.
final class OffsetWatch {

    /// The kernel slews by at most 500 ppm; what goes beyond, and beyond this, is a step.
    static final long STEP_NANOS_MIN = 500_000L;
    private static final long SLEW_PARTS = 2_000;
    /// A stamp made before a step may wait in a socket; so long after one none is believed.
    static final long QUIET_NANOS = 1_000_000_000L;

    private final Clock clock;
    private long lastNanos;
    private long lastBracket;
    private long lastAt;
    private long steps;
    private long quietUntil;

    OffsetWatch(Clock clock) {
        this.clock = clock;
        ClockOffset first = ClockOffset.read(clock);
        lastNanos = first.nanos();
        lastBracket = first.bracketNanos();
        lastAt = clock.monotonic().nanos();
        quietUntil = lastAt;
    }

    /// The offset now; empty for [#QUIET_NANOS] after the wall clock was seen to have been stepped,
    /// as stamps made before cannot be carried over.
    Optional<ClockOffset> read() {
        ClockOffset offset = ClockOffset.read(clock);
        long now = clock.monotonic().nanos();
        long allowed = STEP_NANOS_MIN + (now - lastAt) / SLEW_PARTS + lastBracket
                + offset.bracketNanos();
        boolean stepped = Math.abs(offset.nanos() - lastNanos) > allowed;
        lastNanos = offset.nanos();
        lastBracket = offset.bracketNanos();
        lastAt = now;
        if (stepped) {
            steps++;
            quietUntil = now + QUIET_NANOS;
        }
        return now - quietUntil < 0 ? Optional.empty() : Optional.of(offset);
    }

    /// Steps noticed.
    long steps() {
        return steps;
    }
}
