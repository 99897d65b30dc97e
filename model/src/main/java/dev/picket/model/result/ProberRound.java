package dev.picket.model.result;

import dev.picket.model.failure.LocalFault;
import java.util.List;

/// What a vantage says of itself for one tick: its health, and the local faults found in it.
/// No such record for a tick means the vantage is silent.
public record ProberRound(String vantage, long tick, ProberHealth health, List<LocalFault> faults) {

    public ProberRound {
        faults = List.copyOf(faults);
    }
}
