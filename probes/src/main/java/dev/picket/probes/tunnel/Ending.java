package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;

/// How a stage in a tunnel ended, or the whole ladder of them.
public sealed interface Ending {

    /// It passed.
    record Passed() implements Ending {}

    /// It failed.
    ///
    /// @param seen what was seen of the stage, such as `5 echoes sent, 0 answered`
    record Failed(FailureCode code, String seen) implements Ending {}
}
