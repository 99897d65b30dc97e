package dev.picket.app.wiring;

import dev.picket.detector.DelayVariationLevel;
import dev.picket.detector.RoundTripLevels;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The `slow` and `jittery` tallies of rounds of packets, from their median round trip and their
/// delay variation. A round that could not tell
/// measured ourselves and says nothing of the path. So does one whose sending was stamped by this
/// process: on a machine short of processor time whole regions looked slow together. And so does
/// one whose reflector is on this machine: however well it is stamped, it measured our own
/// processor.
final class RoundTripTallies implements DetectorThread.Levels {

    private final Set<String> targetsHere;

    /// Paths whose delay variation is known at once; rounds of further paths give no tally.
    private static final int PATHS_MAX = 100_000;

    private final RoundTripLevels levels = new RoundTripLevels();
    private final Map<Path, DelayVariationLevel> variations = new HashMap<>();

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
        List<RoundTally> tallies = new ArrayList<>(2);
        levels.observe(result.path(), tick, packets.roundTrips().medianNanos(),
                result.clockSource()).ifPresent(tallies::add);
        if (variations.size() < PATHS_MAX || variations.containsKey(result.path())) {
            variations.computeIfAbsent(result.path(), _ -> new DelayVariationLevel())
                    .observe(packets.series().delayVariationNanos())
                    .ifPresent(bad -> tallies.add(new RoundTally(result.path(), Signal.JITTERY,
                            tick, 1, bad)));
        }
        return tallies;
    }
}
