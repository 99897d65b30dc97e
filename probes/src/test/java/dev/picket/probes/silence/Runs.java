package dev.picket.probes.silence;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Results for tests.
final class Runs {

    private Runs() {}

    static ProbeResult good(Path path) {
        return result(path, new Outcome.Good(), PacketOutcomes.NONE);
    }

    static ProbeResult failed(Path path, FailureCode code) {
        return result(path, failure(code), PacketOutcomes.NONE);
    }

    static ProbeResult failed(ProbeKind kind, FailureCode code) {
        return failed(new Path("sjc", "gw", kind), code);
    }

    static ProbeResult failed(FailureCode code, String... passed) {
        return result(new Path("sjc", "gw", ProbeKind.WIREGUARD), failure(code, passed),
                PacketOutcomes.NONE);
    }

    static ProbeResult burst(int sent, int received) {
        return result(new Path("sjc", "echo", ProbeKind.ICMP), new Outcome.Good(),
                packets(sent, received));
    }

    static ProbeResult burst(int sent, int received, FailureCode code) {
        return result(new Path("sjc", "echo", ProbeKind.ICMP), failure(code),
                packets(sent, received));
    }

    static ProbeResult couldNotTell() {
        return result(new Path("sjc", "gw", ProbeKind.WIREGUARD),
                new Outcome.CouldNotTell(new LocalFault(LocalFaultCode.LOCAL_CLOCK_STEP, 1, "")),
                PacketOutcomes.NONE);
    }

    static ProbeResult result(Path path, Outcome outcome, PacketOutcomes packets) {
        return new ProbeResult(path, "run", Instant.EPOCH, Instant.EPOCH, 1, ClockSource.USER,
                List.of(), packets, outcome, new ProberHealth(1, 0, 0, 0, 0, 0, 0), Map.of());
    }

    static PacketOutcomes packets(int sent, int received) {
        return new PacketOutcomes(sent, sent, 0, -1, received, 0, 0, 0, 0,
                PacketOutcomes.RoundTrips.NONE);
    }

    private static Outcome failure(FailureCode code, String... passed) {
        return new Outcome.Failed(new ProbeFailure(code, "WireGuard handshake", 1, 4, "gw", "sjc",
                1, 1, "", Arrays.stream(passed).map(stage -> new StageTiming(stage, 1)).toList(),
                List.of(), Optional.empty(), "run"));
    }
}
