package dev.picket.dashboards.board;

import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.ProbeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One place seen through several doors, side by side: what is broken, a door or what lies behind
/// all of them.
///
/// @param place a host, or a region where no host is named
/// @param doors in the order of [PathClass]
public record DoorReport(String place, List<Door> doors) {

    public DoorReport {
        doors = List.copyOf(doors);
    }

    /// One door by one probe kind.
    public record Door(PathClass door, ProbeKind kind, CellState state, Seen seen) {}

    /// What runs came to.
    ///
    /// @param count runs that could tell, and the failed ones among them
    /// @param stop where most of the failed ones stopped
    /// @param median of the durations, a bound where it is not known; for people
    /// @param p99 likewise
    public record Seen(Count count, Optional<String> stop, String median, String p99) {}

    /// Such as `edge bad, internal good`.
    public String words() {
        return doors.stream().map(door -> door.door().label() + " " + door.state().label())
                .distinct().collect(Collectors.joining(", "));
    }
}
