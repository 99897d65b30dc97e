package dev.picket.probes.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.LocalLosses;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.stamp.StampReflector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What this machine did to packets is counted by cause and is no loss of a path; flows have source
/// ports of their own.
class LocalLossesTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000 * MILLI_NANOS;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final InetSocketAddress REFLECTOR = new InetSocketAddress("203.0.113.9", 862);
    private static final StampProfile PROFILE = new StampProfile(10, Duration.ofMillis(100),
            Duration.ofMillis(200)).withFlows(2);

    private final ManualPlane plane = new ManualPlane();
    private final List<ProbeResult> results = new ArrayList<>();
    private final List<ProberRound> rounds = new ArrayList<>();
    private final ProbeRunner runner;

    LocalLossesTest() throws IOException {
        runner = ProbeRunner.open(plane, plane,
                new ProberSetup(Map.of("sjc", InetAddress.getByName("198.51.100.1")),
                        Map.of(ProbeKind.STAMP, new StampDemultiplexer()),
                        Map.of(ProbeKind.STAMP, 2), 2_304, ProberSetup.STARTS_PER_SECOND_MAX,
                        TICK),
                new ProberOutput(results::add, rounds::add));
        var _ = ResponderService.open(plane, plane,
                new ResponderService.Binding(REFLECTOR, 1 << 20), new StampReflector(862));
    }

    private void run() {
        runner.run(new DueRun(StampPath.plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
                REFLECTOR, 1, PROFILE), plane.wall(), plane.monotonic(), 500 * MILLI_NANOS));
    }

    private LocalLosses lossesOfTheTick() {
        plane.advance(TICK.toNanos());
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.packets().lost()).isZero();
            assertThat(result.packets().due())
                    .isEqualTo(result.packets().sent() + result.packets().skipped());
            assertThat(result.health().losses()).isEqualTo(rounds.getFirst().health().losses());
        });
        return rounds.getFirst().health().losses();
    }

    @Test
    void aGoodRunLosesNothingAndNamesItsSourcePorts() {
        run();

        assertThat(lossesOfTheTick()).isEqualTo(LocalLosses.NONE);
        assertThat(results.getFirst().details()).containsEntry("sourcePorts", "50001, 50002");
    }

    @Test
    void whatWasWaitedForDuringAStallIsLostToIt() {
        plane.lost = REFLECTOR::equals;
        run();
        plane.advance(SECOND_NANOS / 10);
        plane.standStill(251 * MILLI_NANOS);

        assertThat(lossesOfTheTick()).isEqualTo(
                LocalLosses.NONE.plus(LocalFaultCode.LOCAL_STALL, 10));
    }

    @Test
    void packetsDueDuringAStallAreLateAndTheRestLostToIt() {
        plane.lost = REFLECTOR::equals;
        run();
        // Five packets are sent by 40 ms; of the rest those due before 251 - 100 ms are too late.
        plane.advance(45 * MILLI_NANOS);
        plane.standStill(251 * MILLI_NANOS);

        assertThat(lossesOfTheTick()).isEqualTo(LocalLosses.NONE
                .plus(LocalFaultCode.LOCAL_STALL, 5).plus(LocalFaultCode.LOCAL_LATE, 5));
    }

    @Test
    void whatTheKernelDroppedIsLostToTheReceiveBuffer() {
        run();
        plane.advance(MILLI_NANOS);
        plane.lost = REFLECTOR::equals;
        plane.drop("198.51.100.1", 3);
        plane.advance(SECOND_NANOS);

        // Two sockets of the address, three drops at each.
        assertThat(results.getFirst().packets().lostHere()).isEqualTo(6);
        assertThat(results.getFirst().health().losses()).isEqualTo(
                LocalLosses.NONE.plus(LocalFaultCode.LOCAL_RECEIVE_DROP, 6));
    }

    @Test
    void whatAFirewallHereRefusedIsLostToIt() {
        plane.refused = REFLECTOR::equals;
        run();

        assertThat(lossesOfTheTick()).isEqualTo(
                LocalLosses.NONE.plus(LocalFaultCode.LOCAL_FIREWALL, 10));
    }

    @Test
    void aFullQueueAndALostControlDatagramAreToldOnce() {
        plane.queueDrops = 7;
        plane.controlLost = 2;
        plane.advance(2 * TICK.toNanos());

        assertThat(rounds.get(0).health().queueDrops()).isEqualTo(7);
        assertThat(rounds.get(0).health().controlLost()).isEqualTo(2);
        assertThat(rounds.get(0).faults())
                .containsExactly(new LocalFault(LocalFaultCode.LOCAL_QUEUE_FULL, 7, ""));
        assertThat(rounds.get(1).health().queueDrops()).isZero();
        assertThat(rounds.get(1).faults()).isEmpty();
    }
}
