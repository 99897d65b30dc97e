package dev.picket.app.wiring;

import dev.picket.detector.RoundTripLevels;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.RoundTally;
import dev.picket.model.time.ClockSource;
import java.util.List;
import java.util.Set;

/// The `slow` tallies of rounds of packets, from their median round trip. One that could not tell
/// measured ourselves and says nothing of the path. So does one whose sending was stamped by this
/// process: on a machine short of processor time whole regions looked slow together. And so does
/// one whose reflector is on this machine: however well it is stamped, it measured our own
/// processor.
final class RoundTripTallies implements DetectorThread.Levels {

    private final Set<String> targetsHere;

    private final RoundTripLevels levels = new RoundTripLevels();

    /// @param targetsHere names of the targets on this machine
    RoundTripTallies(Set<String> targetsHere) {
        this.targetsHere = Set.copyOf(targetsHere);
    }

    @Override
    public List<RoundTally> tallies(ProbeResult result, long tick) {
        PacketOutcomes packets = result.packets();
        boolean told = switch (result.outcome()) {
            case Outcome.Good _,Outcome.Failed _ -> true;
            case Outcome.CouldNotTell _,Outcome.Skipped _ -> false;
        };
        boolean kernel = result.clockSource() == ClockSource.KERNEL_TX_RX;
        if (!told || !kernel || !result.path().kind().countsPackets()
                || packets.received() == 0
                || targetsHere.contains(result.path().target())) {
            return List.of();
        }
        return levels.observe(result.path(), tick, packets.roundTrips().medianNanos(),
                result.clockSource()).stream().toList();
    }
}
