package dev.picket.app.wiring;

import dev.picket.alerting.AlertingSettings;
import dev.picket.alerting.sink.Sink;
import dev.picket.dashboards.board.BoardSettings;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Topology;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is to be watched and who is told: all that [Installation] needs but the probes.
///
/// @param sinks the receivers of pages, given where the incident pages are served
/// @param database the file of the incident log
/// @param listen where to serve the pages
/// @param targetsHere targets on this very machine
/// @param history what an empty log is filled with before anything happens
/// @param events told of every incident event as it happens, on a thread of the log: must be quick
public record Watch(Topology topology, DetectorSettings detector, BoardSettings board,
        AlertingSettings alerting, Function<URI, List<Sink>> sinks, Path database, Listen listen,
        Set<String> targetsHere, List<IncidentEvent> history, Consumer<IncidentEvent> events,
        Clock clock) {

    public Watch {
        history = List.copyOf(history);
        targetsHere = Set.copyOf(targetsHere);
    }

    /// The same watch with a past.
    public Watch withHistory(List<IncidentEvent> past) {
        return new Watch(topology, detector, board, alerting, sinks, database, listen, targetsHere,
                past, events, clock);
    }

    /// Where to serve.
    ///
    /// @param fallback whether a free port is taken where the wanted one is busy
    public record Listen(InetSocketAddress address, boolean fallback) {}
}
