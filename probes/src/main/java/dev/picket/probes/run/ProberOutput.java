package dev.picket.probes.run;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import java.util.function.Consumer;

/// Where a prober's results and its own health go. Both are called on the datagram plane's thread
/// and must not block.
public record ProberOutput(Consumer<ProbeResult> results, Consumer<ProberRound> rounds) {}
