package dev.picket.simulation.virtual;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.RoundTally;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.Tallies;
import dev.picket.probes.session.SessionReport;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.session.DatagramRuns;
import dev.picket.simulation.session.PacketFates;
import dev.picket.simulation.session.RunStart;
import dev.picket.simulation.session.StampRuns;
import dev.picket.simulation.session.WireGuardRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// What a real session says of a round in which every packet arrives, kept to be said again of the
/// other rounds like it: they differ in the length of their round trip alone, which shifts every
/// time of the report by the same (tested against sessions for every kind).
///
/// @param tallies of the session's result
/// @param durationNanos of the run, beyond the round trip of its quickest packet
/// @param medianNanos of its round trips, beyond that
record CleanRound(List<RoundTally> tallies, long durationNanos, long medianNanos) {

    private static final long TRIP_NANOS = 50_000_000L;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Path ANY = new Path("vantage", "target", ProbeKind.STAMP);

    CleanRound {
        tallies = List.copyOf(tallies);
    }

    /// What the real sessions of a kind say; no clean round takes as long as their patience here.
    static CleanRound of(ProbeKind kind, RoundShape shape, ProbePace pace) {
        Path path = new Path(ANY.vantage(), ANY.target(), kind);
        DatagramRuns runs = switch (kind) {
            case STAMP -> new StampRuns(path, RoundShape.profile(pace.withTimeout(PATIENCE)));
            case WIREGUARD -> new WireGuardRuns(path, PATIENCE, 1);
            case MACHINE_CREATE ->
                throw new IllegalArgumentException("Machine runs are all run");
        };
        // The second round: the first has no earlier reading of the reflector's counter.
        runs.run(new RunStart("first", 0, Instant.EPOCH), new Clean(shape));
        long nanos = PATIENCE.toNanos();
        SessionReport report = runs.run(
                new RunStart("second", nanos, Instant.EPOCH.plusNanos(nanos)), new Clean(shape));
        if (!(report.outcome() instanceof Outcome.Good)) {
            throw new IllegalStateException("a clean round must be good, got " + report);
        }
        return new CleanRound(Tallies.of(result(path, report), Duration.ofDays(1)),
                report.durationNanos() - TRIP_NANOS,
                report.packets().roundTrips().medianNanos() - TRIP_NANOS);
    }

    private static ProbeResult result(Path path, SessionReport report) {
        return new ProbeResult(path, "clean", Instant.EPOCH, Instant.EPOCH,
                report.durationNanos(), report.clockSource(), report.stages(), report.packets(),
                report.outcome(), ProberHealth.PERFECT, report.details());
    }

    private record Clean(RoundShape shape) implements PacketFates {

        @Override
        public OptionalLong forwardNanos(int packet, long nanos) {
            return OptionalLong.of((TRIP_NANOS + shape.addedNanos(packet)) / 2);
        }

        @Override
        public OptionalLong returnNanos(int packet, long nanos) {
            long trip = TRIP_NANOS + shape.addedNanos(packet);
            return OptionalLong.of(trip - trip / 2);
        }
    }
}
