package dev.picket.dashboards.board;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The board at one moment: all that the pages show, immutable.
///
/// @param version grows with every incident event
/// @param lastResultAt when the newest result was sent; empty where none came yet
/// @param stale whether the newest result is too old to say how things stand
/// @param silentVantages vantages whose newest result is too old
/// @param incidents newest first
/// @param tickets newest first
/// @param machineCreate one report a region, by name
/// @param matrices one for each probe kind that crosses the network and is watched
/// @param doors one for each place reached through several doors
public record BoardView(Instant now, long version, Optional<Instant> lastResultAt, boolean stale,
        List<String> silentVantages, Scope scope, List<IncidentRecord> incidents,
        List<IncidentEvent.ProberTroubled> troubles, List<IncidentEvent.Ticketed> tickets,
        List<ProberTotals> probers, SliReport machineCreateAll,
        List<SliReport> machineCreate, List<Matrix> matrices, List<DoorReport> doors) {

    public BoardView {
        silentVantages = List.copyOf(silentVantages);
        incidents = List.copyOf(incidents);
        troubles = List.copyOf(troubles);
        tickets = List.copyOf(tickets);
        probers = List.copyOf(probers);
        machineCreate = List.copyOf(machineCreate);
        matrices = List.copyOf(matrices);
        doors = List.copyOf(doors);
    }

    /// What is watched.
    public record Scope(int vantages, int targets, int paths, int regions) {}

    public List<IncidentRecord> open() {
        return incidents.stream().filter(record -> record.incident().isOpen()).toList();
    }

    public Optional<IncidentRecord> incident(String id) {
        return incidents.stream().filter(record -> record.incident().id().equals(id)).findFirst();
    }

    public Optional<Matrix> matrix(ProbeKind kind) {
        return matrices.stream().filter(matrix -> matrix.kind() == kind).findFirst();
    }
}
