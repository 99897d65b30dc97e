package dev.picket.probes.net;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;

/// Why a call came to nothing, and whose fault that is.
public sealed interface Fault {

    /// Of the target, or of the way to it.
    record OfTarget(FailureCode code, String seen) implements Fault {}

    /// Of this machine: nothing is known of the target.
    record Ours(LocalFaultCode code, String seen) implements Fault {}
}
