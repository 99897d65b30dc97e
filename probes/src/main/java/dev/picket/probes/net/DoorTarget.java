package dev.picket.probes.net;

import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.settings.StageBudgets;
import java.net.InetAddress;
import java.time.Duration;

/// A target of probes over streams, as one vantage sees it.
///
/// @param vantage the vantage's name
/// @param label the target's name, door and address, such as `web (edge, https://example.net/)`
/// @param bind the source address; an unspecified one leaves the choice to the kernel
/// @param timeout the whole run's budget
/// @param budgets each stage's own
/// @param policy the addresses that are probed at all
/// @param stallMax a timer that comes later than this says that this machine stood still, so that
///        what did not come in time may have been here
public record DoorTarget(String vantage, String label, InetAddress bind, Duration timeout,
        StageBudgets budgets, AddressPolicy policy, Duration stallMax) {

    /// Half of what a person would call slow, and more than any healthy machine's timers are late.
    public static final Duration STALL_MAX = Duration.ofMillis(250);
}
