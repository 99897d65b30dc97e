package dev.picket.alerting.page;

import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static dev.picket.alerting.fixture.Samples.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.Severity;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageTextTest {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "deadline exceeded|context cancel|Exception|null|unknown error|something went|"
                    + "(?<![0-9.] .?s )timed? ?out");

    private static Incident incident(Diagnosis diagnosis) {
        return Incident.opened(new IncidentEvent.Opened("INC-1", ONSET.plusSeconds(9),
                Severity.MAJOR, Origin.LIVE, diagnosis));
    }

    @Test
    void saysOfDisorderWhatItIs() {
        assertThat(disorder(Signal.REORDERED)).startsWith("[SIN] 34 % of packets come back out of "
                + "order on 8/9 paths");
        assertThat(disorder(Signal.DUPLICATED))
                .contains("34 % of packets come back more than once");
        assertThat(disorder(Signal.JITTERY)).contains("34 % of rounds have unusual jitter");
        assertThat(disorder(Signal.LATE)).contains("34 % of packets are answered too late");
    }

    @Test
    void callsNothingCertain() {
        Diagnosis sample = diagnosis(COGENT_IN_SIN);
        Diagnosis sure = new Diagnosis(sample.culprit(), sample.kind(), sample.signal(), 0.9999,
                sample.rivals(), sample.onset(), sample.contrast(), sample.harm(),
                sample.affected(), sample.regions(), sample.stillWorks(), sample.logEvidence(),
                sample.logThreshold());

        assertThat(PageText.summary(incident(sure))).endsWith("cogent in sin (> 0.99)");
        assertThat(PageText.culprit(sure)).startsWith("cogent in sin (> 0.99): ");
    }

    private static String disorder(Signal signal) {
        Diagnosis sample = diagnosis(COGENT_IN_SIN);
        return PageText.full(incident(new Diagnosis(sample.culprit(), ProbeKind.STAMP, signal,
                sample.confidence(), sample.rivals(), sample.onset(), sample.contrast(),
                sample.harm(), sample.affected(), sample.regions(), sample.stillWorks(),
                sample.logEvidence(), sample.logThreshold())));
    }

    @Test
    void tellsOnsetCulpritContrastScopeAndWhatStillWorks() {
        assertThat(PageText.full(incident(diagnosis(COGENT_IN_SIN)))).isEqualTo(
                """
                        [SIN] 34 % of WireGuard handshakes fail on 8/9 paths in 3 regions; likely \
                        upstream: \
                        cogent in sin (0.86).
                        Since: 2026-06-13 04:05:06 UTC (between 04:05:04 and 04:05:07).
                        Culprit: cogent in sin (0.86): 8 of 9 paths through it bad, 0 of 11 \
                        comparable paths \
                        not through it.
                        Less likely: region sin (0.09; 8 of 14 paths through it bad, 0 of 6 \
                        comparable paths \
                        not through it).
                        Scope: 8 of 9 watched paths, regions sin, sjc, fra.
                        Worst: sjc to sin-gw by WireGuard, 13 of 40 failed.
                        Still works: sjc to fra-gw by WireGuard and 10 more.
                        Severity major. Incident INC-1.""");
    }

    @Test
    void tellsHowLongAResolvedIncidentLasted() {
        Incident resolved = incident(diagnosis(COGENT_IN_SIN))
                .after(new IncidentEvent.Resolved("INC-1", ONSET.plusSeconds(900),
                        ONSET.plusSeconds(720), false));

        assertThat(PageText.full(resolved)).startsWith("Resolved: [SIN] 34 % of WireGuard")
                .contains("Until: 2026-06-13 04:17:06 UTC, 12 min after its onset.");
    }

    @Test
    void namesRivalsThatNoProbeSeparates() {
        Culprit either = new Culprit.OneOf(List.of(new Component.Host("sin-edge1"),
                new Component.ProviderAtRegion("acme-sg", "sin")));

        assertThat(PageText.summary(incident(diagnosis(either, 0.05, "sin")))).isEqualTo(
                "[SIN] 5.0 % of WireGuard handshakes fail on 8/9 paths in 1 region; one of: host"
                        + " sin-edge1 or acme-sg in sin, no probe separates them (0.86)");
    }

    @Test
    void saysThatAWantOfRoomIsCapacityAndNoNetworkFault() {
        Diagnosis full = new Diagnosis(
                new Culprit.Named(new Component.ServiceAtRegion("machines", "ord")),
                ProbeKind.MACHINE_CREATE, Signal.CAPACITY, 0.98, List.of(),
                diagnosis(COGENT_IN_SIN).onset(), new Contrast(6, 6, 0, 65),
                new Harm(6, 6, 0.9), List.of(), List.of("ord"), List.of(), 28.7, 23.7);

        assertThat(PageText.summary(incident(full))).isEqualTo("[ORD] 90 % of Machine creates "
                + "find no room on 6/6 paths in 1 region; capacity, no network fault: service "
                + "machines in ord (0.98)");
    }

    @Test
    void marksWhatIsSimulated() {
        Incident simulated = Incident.opened(new IncidentEvent.Opened("INC-1", ONSET,
                Severity.MINOR, Origin.SIMULATED, diagnosis(COGENT_IN_SIN)));

        assertThat(PageText.summary(simulated)).endsWith("(0.86) [simulated]");
        assertThat(PageText.full(simulated)).endsWith("Simulated, not real.");
    }

    @Test
    void saysNothingForbiddenForAnyCulpritKindOrSignal() {
        for (Diagnosis diagnosis : everyDiagnosis()) {
            Incident incident = incident(diagnosis);
            Incident resolved = incident.after(new IncidentEvent.Resolved("INC-1", ONSET, ONSET,
                    false));
            for (Incident any : List.of(incident, resolved)) {
                String text = PageText.full(any) + PageText.summary(any)
                        + PageText.source(diagnosis) + PageText.group(diagnosis);
                assertThat(text).doesNotContainPattern(FORBIDDEN);
                assertThat(PageText.summary(any))
                        .hasSizeLessThanOrEqualTo(PageText.SUMMARY_CHARACTERS_MAX);
            }
        }
    }

    private static List<Diagnosis> everyDiagnosis() {
        List<Component> components = List.of(new Component.Provider("cogent"),
                new Component.ProviderAtRegion("cogent", "sin"),
                Component.Link.between("cogent", "arelion"), new Component.Region("sin"),
                new Component.Host("sin-edge1"), new Component.Vantage("sjc"),
                new Component.Service("machines"),
                new Component.ServiceAtRegion("machines", "ord"),
                new Component.AccessNetwork("homenet"),
                new Component.Kind(ProbeKind.STAMP));
        List<Culprit> culprits = new ArrayList<>();
        components.forEach(component -> culprits.add(new Culprit.Named(component)));
        culprits.add(new Culprit.OneOf(components));
        culprits.add(new Culprit.OneSide(new Component.ProviderAtRegion("cogent", "sin"),
                Side.INTO));
        culprits.add(new Culprit.OneOf(java.util.stream.IntStream.range(0, 200)
                .<Component>mapToObj(i -> new Component.Host("host-" + i)).toList()));
        culprits.add(new Culprit.Unnamed("a", "2 of the paths that cross cogent"));
        List<Diagnosis> all = new ArrayList<>();
        for (Culprit culprit : culprits) {
            for (ProbeKind kind : ProbeKind.values()) {
                for (Signal signal : Signal.values()) {
                    all.add(new Diagnosis(culprit, kind, signal, 0.5, List.of(),
                            new Onset(ONSET, ONSET, ONSET), new Contrast(0, 0, 0, 0),
                            new Harm(0, 0, 0), List.of(), List.of(), List.of(), 1, 2));
                }
            }
        }
        return all;
    }
}
