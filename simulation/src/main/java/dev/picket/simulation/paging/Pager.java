package dev.picket.simulation.paging;

import dev.picket.alerting.deliver.Transport;

/// Makes the pager of one simulation, on that simulation's clock.
public interface Pager {

    /// Accepts every page and keeps it.
    Pager RECORDING = RecordingPager::new;

    Transport on(VirtualClock clock);
}
