package dev.picket.probes.path;

import java.util.List;

/// A trace as it stands.
///
/// @param hops from here on, up to the target or the last distance that answered
/// @param reached whether the target itself answered
/// @param unplaced answers that quote too little to tell what they answer
/// @param refused packets this machine did not send
public record TraceReport(List<Hop> hops, boolean reached, int unplaced, int refused) {

    public TraceReport {
        hops = List.copyOf(hops);
    }
}
