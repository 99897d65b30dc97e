package dev.picket.probes.machine;

import java.time.Instant;

/// A Machine as the API describes it.
///
/// @param instanceId the version of it that a wait speaks of; empty where not given
/// @param createdAt the epoch where not given
public record Machine(String id, String instanceId, String region, String state,
        Instant createdAt) {}
