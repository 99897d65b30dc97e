package dev.picket.probes.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.schedule.GroupRounds;
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

/// Rounds that are begun before the one before has ended: T_max of two seconds, a round a second.
class OverlapTest {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int PACKETS = 5;
    private static final int ROUNDS = 12;
    private static final StampProfile PROFILE = new StampProfile(PACKETS, Duration.ofMillis(100),
            Duration.ofSeconds(2)).every(EVERY);
    private static final InetSocketAddress TARGET = new InetSocketAddress("203.0.113.9", 862);

    private final ManualPlane plane = new ManualPlane();
    private final List<ProbeResult> results = new ArrayList<>();
    private final ProbeRunner runner = ProbeRunner.open(plane, plane,
            new ProberSetup(Map.of("sjc", InetAddress.ofLiteral("198.51.100.1")),
                    Map.of(ProbeKind.STAMP, new StampDemultiplexer()), 1 << 20,
                    Duration.ofSeconds(10)),
            new ProberOutput(results::add, _ -> {
            }));

    OverlapTest() throws IOException {}

    /// Runs the rounds of one path by its schedule, to the end of the last.
    private void play(StampProfile profile) {
        ProbeGroup group = new ProbeGroup("stamp", EVERY, List.of(StampPath
                .plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP), TARGET, 1, profile)));
        GroupRounds rounds = new GroupRounds(group, plane.wall(), plane.monotonic());
        for (int round = 0; round < ROUNDS; round++) {
            rounds.begun(plane.monotonic())
                    .forEach(due -> plane.at(due.due(), () -> runner.run(due)));
            plane.advance(EVERY.toNanos());
        }
        plane.advance(10 * EVERY.toNanos());
    }

    private void reflect() throws IOException {
        var _ = ResponderService.open(plane, plane,
                new ResponderService.Binding(TARGET, 1 << 20), new StampReflector(862));
    }

    @Test
    void aDarkTargetIsProbedInEveryRound() {
        plane.lost = TARGET::equals;
        play(PROFILE);

        assertThat(results).hasSize(ROUNDS).allSatisfy(result -> {
            assertThat(result.packets().sent()).isEqualTo(PACKETS);
            assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
                    failed -> assertThat(failed.failure().code())
                            .isEqualTo(FailureCode.PATH_SILENT));
        });
    }

    @Test
    void whatIsMoreThanMayBeInFlightIsSkippedAndCounted() {
        plane.lost = TARGET::equals;
        play(new StampProfile(PACKETS, PROFILE.spread(), PROFILE.timeout()));

        // Each round lasts 2.08 s, so that two of three come while one is in flight.
        assertThat(results).hasSize(ROUNDS);
        assertThat(results.stream().filter(result -> result.outcome() instanceof Outcome.Skipped))
                .hasSize(8);
    }

    @Test
    void eachRoundTakesItsOwnRepliesAndDirectionsStayRight() throws Exception {
        reflect();
        // Two packets of each round are lost on their way there, so that it lasts its whole time.
        int[] sent = {0};
        plane.lost = to -> to.equals(TARGET) && sent[0]++ % PACKETS >= PACKETS - 2
                && sent[0] % PACKETS != 0;
        play(PROFILE);

        assertThat(results).hasSize(ROUNDS).allSatisfy(result -> {
            assertThat(result.packets().sent()).isEqualTo(PACKETS);
            assertThat(result.packets().received()).isEqualTo(PACKETS - 1);
            assertThat(result.details()).isEmpty();
        });
        // The first round of each turn is known from its own first reply on, the others whole.
        int there = 0;
        for (ProbeResult result : results) {
            PacketOutcomes.Span span = result.packets().span();
            assertThat(span.arrived()).isEqualTo(span.returned());
            there += span.sent() - span.arrived();
        }
        assertThat(there).isEqualTo(ROUNDS);
    }
}
