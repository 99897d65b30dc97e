package dev.picket.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.yaml.Problem;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Fault;
import java.time.Duration;
import java.util.List;
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
                new ProbePace(Duration.ofSeconds(60), 1));
        assertThat(scenario.background().sharedBlips().orElseThrow()).isEqualTo(
                new Background.SharedBlips(1, Duration.ofSeconds(5), Duration.ofSeconds(40), 0.05,
                        1));
        assertThat(scenario.faults()).extracting(Fault::id).containsExactly("jun13", "slow", "gc",
                "full", "fault-5");
        assertThat(scenario.faults().get(1).effects().roundTripNanos()).isEqualTo(40_000_000);
        assertThat(scenario.faults().get(4).share()).isCloseTo(0.5, within(0.0));
        assertThat(scenario.faults().get(4).direction()).isEqualTo(Direction.RETURN);
        assertThat(scenario.faults().get(0).scope().on()).containsEntry("provider", "cogent")
                .containsEntry("region", "sin").hasSize(2);
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
