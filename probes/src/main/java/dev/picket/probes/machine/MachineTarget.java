package dev.picket.probes.machine;

import dev.picket.platform.yaml.Secret;
import java.net.URI;
import java.time.Duration;

/// Where a vantage creates Machines.
///
/// @param vantage the vantage's name
/// @param label the target's name and address, such as `machines-sin (https://api.machines.dev/v1)`
/// @param region one region code, never a list or an alias: the answer's region is checked
/// @param place where the API is and what is created there
/// @param timeout the time until a Machine must have started
public record MachineTarget(String vantage, String label, String region, Place place,
        Duration timeout) {

    /// An app at an API.
    ///
    /// @param api the base, such as `https://api.machines.dev/v1`
    /// @param image pinned by digest, so that a moved tag cannot change what is measured
    public record Place(URI api, String app, Secret token, String image) {}
}
