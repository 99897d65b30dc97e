package dev.picket.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.platform.yaml.Problem;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.Flap;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

    private static final String NETWORK = """
            network:
              providers:
                cogent: {asn: 174}
                arelion: {asn: 1299}
                acme-sg: {asn: 64500, upstreams: [cogent, arelion]}
              regions:
                sin: {providers: [acme-sg, arelion], hosts: [sin-edge1, sin-w1]}
                fra: {providers: [cogent, arelion], hosts: [fra-edge1]}
                ord: {providers: [cogent]}
            """;

    @Test
    void readsEveryKeyOfTheDocumentedExample() {
        Scenario scenario = valid("""
                seed: 7
                duration: 2h
                """ + NETWORK + """
                probes: {stamp: {every: 10s, packets: 20}, wireguard: {every: 10s}, \
                machineCreate: {every: 60s}}
                background: {lossRatio: 0.001, burstsPerPathPerDay: 4, burstLossRatio: 0.3, \
                burstSeconds: 20, roundTripJitter: 2ms,
                             sharedBlips: {perComponentPerDay: 1, seconds: 5..40, \
                lossRatio: 0.05..1}}
                faults:
                  - {id: jun13, at: 30m, for: 20m, on: {provider: cogent, region: sin}, \
                lossRatio: 0.15}
                  - {id: slow,  at: 70m, for: 15m, on: {link: [cogent, arelion]}, \
                roundTrip: +40ms}
                  - {id: gc,    at: 100m, for: 2m, on: {vantage: fra}, proberLossRatio: 0.3}
                  - {id: full,  at: 105m, for: 10m, on: {service: machines, region: ord}, \
                failRatio: 0.5, direction: both}
                  - {at: 110m, for: 1m, on: {kind: wireguard}, failRatio: 1, share: 0.5, \
                direction: return}
                """);

        assertThat(scenario.seed()).isEqualTo(7);
        assertThat(scenario.duration()).isEqualTo(Duration.ofHours(2));
        assertThat(scenario.ticks()).isEqualTo(720);
        assertThat(scenario.probes()).containsEntry(ProbeKind.MACHINE_CREATE,
                ProbePace.ofKind(ProbeKind.MACHINE_CREATE));
        assertThat(scenario.background().shared().blips().orElseThrow()).isEqualTo(
                new Background.SharedBlips(1, new Range(5, 40), new Range(0.05, 1)));
        assertThat(scenario.faults()).extracting(Fault::id).containsExactly("jun13", "slow", "gc",
                "full", "fault-5");
        assertThat(scenario.faults().get(1).effects().roundTripNanos()).isEqualTo(40_000_000);
        assertThat(scenario.faults().get(4).extent().share()).isCloseTo(0.5, within(0.0));
        assertThat(scenario.faults().get(4).extent().direction()).isEqualTo(Direction.RETURN);
        assertThat(scenario.faults().get(0).scope().on()).containsEntry("provider", "cogent")
                .containsEntry("region", "sin").hasSize(2);
    }

    @Test
    void readsEveryKindOfNoise() {
        Background background = valid("duration: 1h\n" + NETWORK + """
                background:
                  bursts: strong
                  burstLossRatio: 0.4
                  pathSpread: 0
                  roundTripMedian: 80ms
                  roundTripSpread: 0.5
                  failRatio: 0.01
                  congestion: {peak: 21h, share: 0.3, lossRatio: 0.01, roundTrip: 8ms}
                  routeChanges: {perPathPerDay: 2, roundTrip: 15ms}
                  flapping: {perHostPerDay: 1, flaps: 3..8, downSeconds: 1..3, upSeconds: 10..40}
                  vantageTrouble: {perVantagePerDay: 1, seconds: 5..60, proberLossRatio: 0.1..0.5}
                  missingRatio: 0.001
                  late: {ratio: 0.02, seconds: 5..90}
                  clockSteps: {perVantagePerDay: 1, seconds: 0.1..2}
                """).background();

        assertThat(background).isEqualTo(new Background(
                new Background.Losses(0.001, 0,
                        new Background.Bursts(20, 0.8, 0.4, Duration.ofSeconds(60))),
                new Background.RoundTrips(Duration.ofMillis(80), 0.5, Duration.ofMillis(2),
                        Optional.of(new Background.RouteChanges(2, Duration.ofMillis(15)))),
                0.01,
                new Background.Shared(Optional.empty(),
                        Optional.of(new Background.Congestion(Duration.ofHours(21), 0.3, 0.01,
                                Duration.ofMillis(8))),
                        Optional.of(new Background.Flapping(1, new Range(3, 8), new Range(1, 3),
                                new Range(10, 40)))),
                new Background.Arrival(0.001, 0.02, new Range(5, 90)),
                new Background.Vantages(
                        Optional.of(new Background.VantageTrouble(1, new Range(5, 60),
                                new Range(0.1, 0.5))),
                        Optional.of(new Background.ClockSteps(1, new Range(0.1, 2))))));
    }

    @Test
    void readsOffNetVantagesTheVantagesOfAKindAndWhatIsExpected() {
        Scenario scenario = valid("duration: 1h\n" + NETWORK + """
                offNet: {office: {access: cogent}, cloud: {access: [arelion, cogent]}}
                probes: {stamp: {}, machineCreate: {every: 60s, from: [fra, office]}}
                faults:
                  - {id: boots, at: 1m, for: 5m, on: {service: machines}, failRatio: 1,
                     failCode: MACHINE_NOT_STARTED, flapping: {bad: 20s, good: 40s},
                     expect: {pages: true, culprit: {service: machines}, openedWithin: 3m,
                              pagedWithin: 4m, resolvedWithin: 20m}}
                """);

        assertThat(Objects.requireNonNull(scenario.offNet().get("cloud")).access())
                .containsExactly("arelion", "cogent");
        assertThat(scenario.world().topology().routes().stream().map(Route::path)
                .filter(path -> path.kind() == ProbeKind.MACHINE_CREATE).map(Path::vantage)
                .distinct()).containsExactly("fra", "office");
        assertThat(scenario.world().topology().routes().stream().map(Route::path)
                .filter(path -> path.kind() == ProbeKind.STAMP && path.vantage().equals("office")))
                .hasSize(4);
        Fault fault = scenario.faults().getFirst();
        assertThat(fault.effects().failCode()).contains(FailureCode.MACHINE_NOT_STARTED);
        assertThat(fault.flap())
                .contains(new Flap(Duration.ofSeconds(20), Duration.ofSeconds(40)));
        Expectation expectation = Objects
                .requireNonNull(scenario.script().expectations().get("boots"));
        assertThat(expectation.pages()).contains(true);
        assertThat(expectation.culprit().orElseThrow().on()).containsEntry("service", "machines");
        assertThat(expectation.pagedWithin()).contains(Duration.ofMinutes(4));
    }

    @Test
    void saysWhatIsWrongWithTheNewerKeysToo() {
        List<String> texts = problems("duration: 1h\n" + NETWORK + """
                offNet: {office: {access: cogen}}
                probes: {stamp: {from: [ofice]}}
                background: {bursts: mils, flapping: {perHostPerDay: 1}}
                faults:
                  - {at: 1m, for: 1m, on: {region: sin}, lossRatio: 1, failCode: MACHINE_CAPACTY}
                  - {at: 1m, for: 1m, on: {region: sin}, lossRatio: 1, expect: {}}
                """);

        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:11:")
                && text.contains("unknown provider `cogen`, did you mean `cogent`?"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:12:")
                && text.contains("unknown vantage `ofice`, did you mean `office`?"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:13:")
                && text.contains("unknown bursts `mils`, did you mean `mild`?"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:13:")
                && text.contains("the key `flaps` is missing"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:15:")
                && text.contains("did you mean `MACHINE_CAPACITY`?"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:15:")
                && text.contains("expected a failRatio beside"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:16:")
                && text.contains("expected at least one of pages"));
    }

    @Test
    void probesEveryHostOfEveryOtherRegionAndARegionWithoutHostsAsOneTarget() {
        Scenario scenario = valid("duration: 1h\n" + NETWORK);

        // vantages sin, fra, ord; targets sin 2, fra 1, ord 1: sin 2, fra 3, ord 3
        assertThat(scenario.world().topology().routes()).hasSize(8);
        assertThat(scenario.world().targets()).containsOnlyKeys("sin-edge1", "sin-w1",
                "fra-edge1", "ord");
    }

    @Test
    void acceptsJsonAsItDoesYaml() {
        Scenario scenario = valid("{\"duration\": \"10m\", \"network\": {\"providers\": "
                + "{\"one\": {}}, \"regions\": {\"a\": {\"providers\": [\"one\"]}, "
                + "\"b\": {\"providers\": [\"one\"]}}}}");

        assertThat(scenario.world().topology().routes()).hasSize(2);
    }

    @Test
    void listsEveryProblemWithItsPlaceAndTheNearestName() {
        List<String> texts = problems("""
                duration: soon
                """ + NETWORK + """
                faults:
                  - {at: 1m, for: 1m, on: {provider: cogentt}, lossRatio: 1.5}
                  - {at: 1m, for: 1m, on: {}, lossRatio: 0.5}
                  - {at: 1m, fro: 1m, on: {region: sin}, direction: backwards}
                  - {id: fault-1, at: 1m, for: 1m, on: {link: [cogent, cogent]}, lossRatio: 0.1}
                  - {at: 1m, for: 1m, on: {provider: cogent, side: into}, lossRatio: 0.1}
                  - {at: 1m, for: 1m, on: {provider: cogent, region: sin, side: outof}}
                """);

        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:1:11: duration: expected a "
                + "duration"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:12:")
                && text.contains("unknown provider `cogentt`, did you mean `cogent`?"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:12:")
                && text.contains("lossRatio") && text.contains("1.5"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:13:")
                && text.contains("expected at least one of provider"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:14:")
                && text.contains("unknown key `fro`"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:14:")
                && text.contains("unknown direction `backwards`"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:14:")
                && text.contains("the fault does nothing"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:15:")
                && text.contains("two different providers"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:16:")
                && text.contains("expected provider and region beside"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:17:")
                && text.contains("unknown side `outof`, did you mean `outOf`?"));
        assertThat(texts).anyMatch(text -> text.startsWith("s.yaml:15:")
                && text.contains("`fault-1` is given twice"));
    }

    @Test
    void refusesAFaultAfterTheEndAndARangeThatIsNone() {
        List<String> texts = problems("""
                duration: 1h
                """ + NETWORK + """
                background: {sharedBlips: {perComponentPerDay: 1, seconds: 40..5, lossRatio: 1}}
                faults:
                  - {at: 61m, for: 1m, on: {host: sin-w1}, lossRatio: 0.1}
                """);

        assertThat(texts).hasSize(2);
        assertThat(texts.get(0)).contains("expected a range").contains("`40..5`");
        assertThat(texts.get(1)).contains("begins after the scenario's end");
    }

    private static Scenario valid(String text) {
        return switch (ScenarioReader.read("s.yaml", text)) {
            case ScenarioReading.Valid(Scenario scenario) -> scenario;
            case ScenarioReading.Invalid(List<Problem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }

    private static List<String> problems(String text) {
        return switch (ScenarioReader.read("s.yaml", text)) {
            case ScenarioReading.Valid _ -> throw new AssertionError("was valid");
            case ScenarioReading.Invalid(List<Problem> problems) ->
                problems.stream().map(Problem::text).toList();
        };
    }
}
