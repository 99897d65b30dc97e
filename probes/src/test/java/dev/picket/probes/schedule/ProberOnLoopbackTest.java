package dev.picket.probes.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.stamp.ReflectorService;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Quartz, the runner, the kernel plane and the reflector together, on real sockets and real time.
class ProberOnLoopbackTest {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final long WAIT_SECONDS = 10;

    private final Clock clock = SystemClock.system();
    private final DatagramPlane plane = DatagramPlanes.open(clock, "prober under test");
    private final BlockingQueue<ProbeResult> results = new LinkedBlockingQueue<>();
    private final BlockingQueue<ProberRound> rounds = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        plane.close();
    }

    private ProbeRunner open(int receiveBufferBytes) throws IOException {
        ProberSetup setup = new ProberSetup(Map.of("sjc", InetAddress.getByName("127.82.0.1")),
                Map.of(ProbeKind.STAMP, new StampDemultiplexer()), receiveBufferBytes, TICK);
        return ProbeRunner.open(plane, clock, setup, new ProberOutput(results::add, rounds::add));
    }

    private List<ProbePlan> plans(int targets, StampProfile profile) throws IOException {
        List<ProbePlan> plans = new ArrayList<>();
        for (int i = 1; i <= targets; i++) {
            ResponderService reflector = ReflectorService.open(plane, clock,
                    new InetSocketAddress("127.83.0." + i, 0));
            plans.add(StampPath.plan(new Path("sjc", "target" + i, ProbeKind.STAMP),
                    reflector.local(), i, profile));
        }
        return plans;
    }

    private ProbeResult take() throws InterruptedException {
        ProbeResult result = results.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("no result within " + WAIT_SECONDS + " s");
        }
        return result;
    }

    @Test
    void probesEveryPathOfAGroupEachRound() throws Exception {
        List<ProbePlan> plans = plans(20,
                new StampProfile(5, Duration.ofMillis(50), Duration.ofMillis(2_000)));
        try (ProbeRunner runner = open(ProberSetup.RECEIVE_BUFFER_BYTES);
                QuartzSchedule _ = QuartzSchedule.start(plane, runner, clock,
                        List.of(new ProbeGroup("stamp", Duration.ofMillis(300), plans)))) {
            List<ProbeResult> seen = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                seen.add(take());
            }

            assertThat(seen).allSatisfy(result -> {
                assertThat(result.outcome().label()).isIn("good", "skipped");
                assertThat(result.packets().due())
                        .isEqualTo(result.packets().sent() + result.packets().skipped());
            });
            assertThat(seen).filteredOn(result -> result.outcome() instanceof Outcome.Good)
                    .isNotEmpty().allSatisfy(result -> assertThat(result.details())
                            .containsEntry("hopLimitThere", "64")
                            .containsEntry("hopLimitBack", "64")
                            .doesNotContainKey("hopLimitChange"));
            assertThat(seen.stream().map(ProbeResult::path).distinct()).hasSize(20);
            assertThat(seen).anySatisfy(
                    result -> assertThat(result.clockSource())
                            .isEqualTo(ClockSource.KERNEL_TX_RX));
            ProberRound round = rounds.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            assertThat(round).isNotNull();
            assertThat(round.vantage()).isEqualTo("sjc");
        }
    }

    @Test
    void everyLossMadeByATinyReceiveBufferIsLaidAtTheProbersDoor() throws Exception {
        // Everything is sent at once, so that the replies overflow a buffer of 2,304 octets.
        List<ProbePlan> plans = plans(10,
                new StampProfile(100, Duration.ZERO, Duration.ofMillis(2_500)));
        try (ProbeRunner runner = open(1)) {
            MonotonicInstant now = clock.monotonic();
            plane.execute(() -> plans.forEach(plan -> runner.run(
                    new DueRun(plan, clock.wall(), now, Duration.ofSeconds(5).toNanos()))));
            int lossy = 0;
            for (int i = 0; i < plans.size(); i++) {
                ProbeResult result = take();
                boolean whole = result.packets().received() == result.packets().sent();
                lossy += whole ? 0 : 1;
                if (!whole) {
                    assertThat(result.outcome()).isInstanceOfSatisfying(
                            Outcome.CouldNotTell.class, told -> assertThat(told.fault().code())
                                    .isEqualTo(LocalFaultCode.LOCAL_RECEIVE_DROP));
                    assertThat(result.packets().lost()).isZero();
                }
            }
            assertThat(lossy).isPositive();
        }
    }
}
