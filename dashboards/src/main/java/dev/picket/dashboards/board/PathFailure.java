package dev.picket.dashboards.board;

import dev.picket.model.failure.ProbeFailure;
import java.time.Instant;

/// The last failure of a path and when its run was sent.
public record PathFailure(Instant at, ProbeFailure failure) {}
