package dev.picket.probes.wireguard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The stamps sent under one key, each greater than all before. A gateway keeps the greatest stamp
/// of a key for as long as it knows the peer and answers anything not greater with silence, so a
/// clock stepping back would look like an outage. The other way, it keeps the greatest stamp heard
/// from each gateway, for which the process is long enough: what is replayed after a restart gets
/// an answer that only the gateway can use. Thread-safe.
public final class TimestampKeeper {

    /// How far wall time may fall behind an earlier reading before it counts as a step.
    private static final Duration STEP_TOLERANCE = Duration.ofMillis(500);

    private Instant greatest;
    private Instant latestWall;
    private long stepNanos;
    private final Map<PublicKey, Tai64n> heard = new HashMap<>();

    /// A keeper that continues after `greatest`, the greatest stamp sent before a restart.
    public TimestampKeeper(Instant greatest) {
        this.greatest = greatest;
        this.latestWall = Instant.EPOCH;
    }

    public TimestampKeeper() {
        this(Instant.EPOCH);
    }

    /// The stamp for an initiation made at `wall`: that time, or one step after the greatest so
    /// far.
    synchronized Tai64n next(Instant wall) {
        if (wall.isBefore(latestWall.minus(STEP_TOLERANCE))) {
            stepNanos = Duration.between(wall, latestWall).toNanos();
        }
        latestWall = wall;
        Instant rounded = Tai64n.roundedDown(wall);
        greatest = rounded.isAfter(greatest)
                ? rounded
                : Tai64n.roundedDown(greatest.plusNanos(Tai64n.STEP_NANOS));
        return Tai64n.of(greatest);
    }

    /// Takes the stamp of an initiation of `gateway`; false where one as great was heard before.
    /// As many are kept as the settings name gateways.
    synchronized boolean takeHeard(PublicKey gateway, Tai64n stamp) {
        Tai64n greatestHeard = heard.get(gateway);
        if (greatestHeard != null && stamp.compareTo(greatestHeard) <= 0) {
            return false;
        }
        heard.put(gateway, stamp);
        return true;
    }

    /// How far the wall clock stepped back since this was last asked; 0 where it did not.
    synchronized long takeStepNanos() {
        long taken = stepNanos;
        stepNanos = 0;
        return taken;
    }

    /// The greatest stamp so far, to be kept across a restart.
    public synchronized Instant greatest() {
        return greatest;
    }
}
