package dev.picket.simulation.session;

import dev.picket.probes.session.SessionReport;

/// The runs of one path over datagrams, one after the other. For one thread.
public interface DatagramRuns {

    SessionReport run(RunStart start, PacketFates fates);

    /// The last run's losses were made by the prober itself.
    void spoiled();
}
