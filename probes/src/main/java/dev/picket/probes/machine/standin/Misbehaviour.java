package dev.picket.probes.machine.standin;

/// How a region of the stand-in treats its callers.
public enum Misbehaviour {
    /// As it should.
    NONE,
    /// 409: no room for the Machine.
    CAPACITY,
    /// 500 at once.
    SERVER_ERROR,
    /// No answer, no Machine.
    HANG,
    /// No answer, but a Machine.
    HANG_BUT_CREATED,
    /// 408, but a Machine.
    TIMEOUT_BUT_CREATED,
    /// The connection ends without an answer; a Machine all the same.
    RESET_BUT_CREATED,
    /// The Machine stands elsewhere.
    WRONG_REGION,
    /// The Machine never leaves the state `created`.
    STAYS_CREATED,
    /// 429.
    RATE_LIMITED,
    /// 403: over the quota.
    OVER_QUOTA,
    /// 200 with a body that is no Machine.
    NONSENSE,
    /// Machines can be created but not destroyed.
    DESTROY_FAILS
}
