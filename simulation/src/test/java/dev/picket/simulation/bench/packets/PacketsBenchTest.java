package dev.picket.simulation.bench.packets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.picket.probes.stamp.StampProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The measurements in short. What is asked for here does not depend on how busy the machine is;
/// the figures that do are those of `bench packets`.
class PacketsBenchTest {

    @Test
    void everyReplyThatAForcedSmallBufferDropsIsLaidAtTheProbersDoor() throws Exception {
        ForcedDrops.Outcomes outcomes = new ForcedDrops().measure();

        assertThat(outcomes.sent()).isEqualTo(2_000);
        // 64 KiB hold some 85 of 2,000 replies while nothing is read.
        assertThat(outcomes.missing()).isPositive();
        assertThat(outcomes.attributed()).isEqualTo(outcomes.missing());
        assertThat(outcomes.lost()).isZero();
    }

    @Test
    void aProberStoppedInTheMiddleOfARoundLaysNothingAtThePath() throws Exception {
        ProcessStop.Outcomes outcomes = new ProcessStop().measure();

        assertThat(outcomes.stoppedNanos()).isGreaterThanOrEqualTo(300_000_000L);
        assertThat(outcomes.due()).isEqualTo(100);
        assertThat(outcomes.sent() + outcomes.skipped()).isEqualTo(outcomes.due());
        // It sends a packet each 20 ms: 15 fall into the stop, and all but the last 5 of these are
        // more than 100 ms late after it.
        assertThat(outcomes.skipped()).isGreaterThanOrEqualTo(9);
        assertThat(outcomes.sent()).isPositive();
        assertThat(outcomes.lost()).isZero();
    }

    @Test
    void aSteadyRateLosesNothingOnLoopback() throws Exception {
        SustainedRate.Outcomes outcomes = new SustainedRate(Duration.ofSeconds(1), 2_000)
                .measure();

        assertThat(outcomes.due()).isGreaterThanOrEqualTo(2_000);
        assertThat(outcomes.sent() + outcomes.skipped()).isEqualTo(outcomes.due());
        assertThat(outcomes.lost()).isZero();
        assertThat(outcomes.sent()).isPositive();
        // The kernel switches stamps on a moment after the first socket asks.
        assertThat(outcomes.kernelStamped()).isGreaterThan(0.5);
    }

    @Test
    void whatIsDueIsSentOrSkippedWhereEveryTargetIsDark() throws Exception {
        ScheduleLateness.Outcomes outcomes = new ScheduleLateness(500, 1, 1).measure();

        // Two rounds at least, each in flight for two seconds.
        assertThat(outcomes.due()).isGreaterThanOrEqualTo(2 * 500);
        assertThat(outcomes.sent() + outcomes.skipped()).isEqualTo(outcomes.due());
        // How many are sent in time is up to the machine.
        assertThat(outcomes.sent()).isPositive();
        assertThat(outcomes.p50Nanos()).isBetween(0L, outcomes.p99Nanos());
    }

    @Test
    void roundTripsAgreeWithTheReflectorsOwnStampsUnderPressure() throws Exception {
        Optional<CReference> compiled = CReference.compile();
        assumeTrue(compiled.isPresent(), "gcc is not installed");
        try (CReference reference = compiled.get()) {
            StampAccuracy.Errors errors = new StampAccuracy(reference, Duration.ofSeconds(2))
                    .measure();

            assertThat(errors.packets()).isGreaterThan(100);
            // Half of them, so that no figure of a busy machine decides: 100 us is the bar of the
            // bench for 99 of 100.
            assertThat(errors.toldP50Nanos()).isLessThan(100_000);
            assertThat(errors.userP99Nanos()).isGreaterThan(errors.toldP50Nanos());
        }
    }

    @Test
    void theCLoopRunsBesideTheProber() throws Exception {
        Optional<CReference> compiled = CReference.compile();
        assumeTrue(compiled.isPresent(), "gcc is not installed");
        try (CReference reference = compiled.get()) {
            try (CReference.Reflector reflector = reference.reflector()) {
                EchoCost.Costs costs = new EchoCost(2_000, 1).measure(LoopbackProber.Size.of(4),
                        LoopbackProber.plans(0, EchoCost.PATHS,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(),
                                        reflector.port()),
                                new StampProfile(EchoCost.PACKETS, Duration.ZERO,
                                        Duration.ofSeconds(2)).withFlows(4)),
                        List.of(() -> reference.echoNanos(reflector.port(), 2_000, false),
                                () -> reference.echoNanos(reflector.port(), 2_000, true)));

                assertThat(costs.prober()).isPositive();
                assertThat(costs.references()).hasSize(2).allMatch(nanos -> nanos > 0);
            }
        }
    }
}
