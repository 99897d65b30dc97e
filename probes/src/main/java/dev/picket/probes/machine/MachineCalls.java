package dev.picket.probes.machine;

import java.time.Duration;

/// What a run asks of the outside: calls to the Machines API, each made once, and pauses.
public interface MachineCalls {

    ApiAnswer create(String body, Duration timeout) throws InterruptedException;

    /// Asks once whether the Machine is in `state`, for as long as `step`.
    ApiAnswer await(Machine machine, String state, Duration step) throws InterruptedException;

    ApiAnswer destroy(String id, Duration timeout) throws InterruptedException;

    /// The Machines whose metadata has `value` under `key`.
    ApiAnswer list(String key, String value, Duration timeout) throws InterruptedException;

    void pause(Duration time) throws InterruptedException;
}
