package dev.picket.simulation.scorecard.stream;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorMemory;
import dev.picket.detector.DetectorSettings;
import java.time.Duration;

/// A fleet under a background, and what a detector has learnt of both in its warm-up. One memory
/// serves every run, so that a run costs its own ticks alone.
///
/// @param seed of what the paths are like
public record WarmFleet(Fleet fleet, BackgroundModel background, long seed,
        DetectorSettings settings, DetectorMemory memory) {

    private static final long WARM_UP_RUN = 0x5eed;

    /// Warms a detector with shipped settings for `warmUpTicks`.
    public static WarmFleet of(Fleet fleet, BackgroundModel background, long seed,
            int warmUpTicks) {
        Duration tick = DetectorSettings.defaults().tick();
        DetectorSettings settings = DetectorSettings.defaults()
                .withWarmUp(tick.multipliedBy(warmUpTicks));
        Detector detector = new Detector(fleet.topology(), settings);
        FleetRun run = new FleetRun(detector, settings, fleet.topology(),
                new FleetTraffic(fleet.topology(), background, seed, seed + WARM_UP_RUN));
        for (int i = 0; i < warmUpTicks; i++) {
            run.tick();
        }
        return new WarmFleet(fleet, background, seed, settings, detector.snapshot());
    }

    /// A run of its own packets on the same paths, with a detector that knows them.
    public FleetRun run(long runSeed) {
        return run(runSeed, settings);
    }

    /// The same under other settings.
    public FleetRun run(long runSeed, DetectorSettings others) {
        Detector detector = new Detector(fleet.topology(), others);
        detector.restore(memory);
        return new FleetRun(detector, others, fleet.topology(), traffic(runSeed));
    }

    /// What happens on the paths in the run of that seed, without a detector.
    public FleetTraffic traffic(long runSeed) {
        return new FleetTraffic(fleet.topology(), background, seed, runSeed);
    }
}
