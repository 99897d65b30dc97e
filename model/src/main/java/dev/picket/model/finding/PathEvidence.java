package dev.picket.model.finding;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;

/// What one path saw since onset: k bad of n trials of a signal, and the evidence that gives.
public record PathEvidence(Path path, Signal signal, int trials, int bad, double logEvidence) {}
