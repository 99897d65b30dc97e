package dev.picket.detector;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import dev.picket.model.topology.Topology;
import java.time.Instant;
import java.util.List;

/// Tallies in, findings out. Not safe for use by several threads: it has one writer.
public final class Detector {

    private final Topology topology;
    private final DetectorSettings settings;

    public Detector(Topology topology, DetectorSettings settings) {
        this.topology = topology;
        this.settings = settings;
    }

    /// Takes a tally. One whose tick is closed already only updates the baseline.
    public void observe(RoundTally tally) {
        if (tally.tick() < 0) {
            throw new IllegalArgumentException("tick before the epoch: " + tally);
        }
    }

    /// Takes what a vantage says of its own health in a tick.
    public void observe(ProberRound round) {
        if (round.tick() < 0) {
            throw new IllegalArgumentException("tick before the epoch: " + round);
        }
    }

    /// Closes every tick whose end and grace have passed by `now`, in order, and says what follows.
    public List<Finding> advance(Instant now) {
        if (topology.routes().isEmpty() || now.isBefore(Instant.EPOCH.plus(settings.tick()))) {
            return List.of();
        }
        return List.of();
    }
}
