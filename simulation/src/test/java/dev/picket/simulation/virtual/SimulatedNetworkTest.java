package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.world.DemoNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final Instant START = Instant.parse("2024-06-10T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long SEED = 42;

    @Test
    void losesPacketsAtTheRatioOfTheFieldInTheDirectionOfTheFault() {
        Fault fault = new Fault("f", Duration.ZERO, HOUR,
                FaultScope.providerAt("cogent", "sin"), 1, Direction.FORWARD,
                FaultEffects.loss(0.15));
        Scenario scenario = scenario(List.of(fault), silence());
        Topology topology = scenario.world().topology();
        Component cogent = new Component.ProviderAtRegion("cogent", "sin");
        long sent = 0;
        long arrived = 0;
        for (ProbeResult result : results(scenario, 60)) {
            int path = topology.indexOf(result.path());
            if (result.path().kind() != ProbeKind.STAMP) {
                continue;
            }
            PacketOutcomes packets = result.packets();
            assertThat(packets.received()).as("no return loss").isEqualTo(packets.arrived());
            assertThat(Long.bitCount(packets.receivedBits())).isEqualTo(packets.received());
            if (topology.routes().get(path).crosses(cogent)) {
                sent += packets.sent();
                arrived += packets.arrived();
            } else {
                assertThat(packets.lost()).isZero();
            }
        }

        // n packets at 0.15: sd of the ratio sqrt(0.1275 / n); five sd either side
        double ratio = 1 - (double) arrived / sent;
        double five = 5 * Math.sqrt(0.1275 / sent);
        assertThat(sent).isGreaterThan(20_000);
        assertThat(ratio).as("seed %d", SEED).isBetween(0.15 - five, 0.15 + five);
    }

    @Test
    void keepsTheProbersOwnLossesApartAndTellsOfThem() {
        Fault fault = Fault.of("gc", Duration.ZERO, HOUR, FaultScope.ofVantage("fra"),
                FaultEffects.proberLoss(0.3));
        Scenario scenario = scenario(List.of(fault), silence());
        SimulatedNetwork network = network(scenario);

        SimulatedTick tick = network.tick(0);

        assertThat(tick.results()).noneMatch(result -> result.packets().lost() > 0);
        assertThat(tick.probers()).hasSize(12);
        assertThat(tick.probers()).allSatisfy(round -> {
            boolean troubled = round.vantage().equals("fra");
            assertThat(round.health().receiveDrops() > 0).isEqualTo(troubled);
            assertThat(round.faults().stream()
                    .anyMatch(found -> found.code() == LocalFaultCode.LOCAL_RECEIVE_DROP))
                    .isEqualTo(troubled);
        });
    }

    @Test
    void aVantageWhoseResultsNeverArriveIsSilent() {
        Fault fault = Fault.of("gone", Duration.ofSeconds(10), HOUR, FaultScope.ofVantage("nrt"),
                new FaultEffects(0, 0, 0, 1, 0, 0));
        SimulatedNetwork network = network(scenario(List.of(fault), silence()));

        assertThat(network.tick(0).probers()).hasSize(12);
        SimulatedTick second = network.tick(1);
        assertThat(second.probers()).hasSize(11)
                .noneMatch(round -> round.vantage().equals("nrt"));
        assertThat(second.results()).noneMatch(result -> result.path().vantage().equals("nrt"));
    }

    @Test
    void everyPathHasOneRoundOfEachIntervalSpreadOverIt() {
        SimulatedNetwork network = network(scenario(List.of(), silence()));

        List<ProbeResult> results = network.tick(3).results();

        assertThat(results).hasSize(264 + 264);
        assertThat(results.stream().map(result -> Duration
                .between(START.plusSeconds(30), result.sentAt()).toSeconds()).distinct())
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void failsHandshakesAtTheRatioOfTheFault() {
        Fault fault = Fault.of("wg", Duration.ZERO, HOUR,
                FaultScope.kindThrough(ProbeKind.WIREGUARD, "westlink"),
                FaultEffects.failures(0.6));
        Scenario scenario = scenario(List.of(fault), silence());
        Topology topology = scenario.world().topology();
        Component westlink = new Component.Provider("westlink");
        int runs = 0;
        int failed = 0;
        for (ProbeResult result : results(scenario, 30)) {
            boolean hit = result.path().kind() == ProbeKind.WIREGUARD && topology.routes()
                    .get(topology.indexOf(result.path())).crosses(westlink);
            boolean bad = result.outcome() instanceof Outcome.Failed;
            assertThat(bad && !hit).isFalse();
            runs += hit ? 1 : 0;
            failed += bad ? 1 : 0;
        }

        double five = 5 * Math.sqrt(0.24 / runs);
        assertThat((double) failed / runs).as("seed %d", SEED).isBetween(0.6 - five, 0.6 + five);
    }

    @Test
    void drawsAsManyEventsAsTheBinomialDistributionSays() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(SEED);
        for (double p : new double[]{0.001, 0.15, 0.5, 0.9, 1}) {
            int draws = 20_000;
            long total = 0;
            for (int i = 0; i < draws; i++) {
                total += Draws.binomial(random, 20, p);
            }
            // mean 20 p; sd of the mean sqrt(20 p (1-p) / draws)
            double five = 5 * Math.sqrt(20 * p * (1 - p) / draws);
            assertThat((double) total / draws).as("p %s, seed %d", p, SEED)
                    .isBetween(20 * p - five - 1e-9, 20 * p + five + 1e-9);
        }
    }

    private static Background silence() {
        return new Background(0, 0, 0, Duration.ofSeconds(20), Duration.ofMillis(2), 0,
                Optional.empty());
    }

    private static List<ProbeResult> results(Scenario scenario, int ticks) {
        SimulatedNetwork network = network(scenario);
        List<ProbeResult> results = new java.util.ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            results.addAll(network.tick(tick).results());
        }
        return results;
    }

    private static SimulatedNetwork network(Scenario scenario) {
        return new SimulatedNetwork(scenario, scenario.world().topology(), START, 0);
    }

    private static Scenario scenario(List<Fault> faults, Background background) {
        return new Scenario(SEED, HOUR, DemoNetwork.world().network(), new TreeMap<>(),
                new TreeMap<>(Map.of(ProbeKind.STAMP, ProbePace.ofKind(ProbeKind.STAMP),
                        ProbeKind.WIREGUARD, ProbePace.ofKind(ProbeKind.WIREGUARD))),
                Duration.ofSeconds(10), background, faults, Optional.empty());
    }
}
