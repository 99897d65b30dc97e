package dev.picket.simulation.virtual;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import java.util.List;

/// What one tick of the simulated network yielded: the results that arrived, and what each vantage
/// that is not silent says of itself.
record SimulatedTick(long tick, List<ProbeResult> results, List<ProberRound> probers) {}
