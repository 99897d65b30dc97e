package dev.picket.simulation.virtual;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import java.util.ArrayList;
import java.util.List;

/// The tallies of a simulated result.
final class SimulatedTallies {

    private SimulatedTallies() {}

    static List<RoundTally> of(ProbeResult result, long tick) {
        return switch (result.path().kind()) {
            case STAMP -> packets(result, tick);
            case WIREGUARD, MACHINE_CREATE -> switch (result.outcome()) {
                case Outcome.Good _ ->
                    List.of(new RoundTally(result.path(), Signal.FAILED, tick, 1, 0));
                case Outcome.Failed _ ->
                    List.of(new RoundTally(result.path(), Signal.FAILED, tick, 1, 1));
                case Outcome.CouldNotTell _,Outcome.Skipped _ -> List.of();
            };
        };
    }

    private static List<RoundTally> packets(ProbeResult result, long tick) {
        PacketOutcomes packets = result.packets();
        List<RoundTally> tallies = new ArrayList<>();
        add(tallies, result, new Count(Signal.LOST, tick, packets.sent() - packets.lostHere(),
                packets.lost()));
        PacketOutcomes.Span span = packets.span();
        add(tallies, result, new Count(Signal.LOST_FORWARD, tick, span.sent(),
                span.sent() - span.arrived()));
        add(tallies, result, new Count(Signal.LOST_RETURN, tick, span.arrived(),
                span.arrived() - span.returned()));
        return tallies;
    }

    private record Count(Signal signal, long tick, int trials, int bad) {}

    private static void add(List<RoundTally> tallies, ProbeResult result, Count count) {
        if (count.trials() > 0) {
            tallies.add(new RoundTally(result.path(), count.signal(), count.tick(),
                    count.trials(), count.bad()));
        }
    }
}
