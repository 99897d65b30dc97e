package dev.picket.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.finding.Rival;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import dev.picket.model.incident.TicketKind;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonTest {
    private static final Instant AT = Instant.parse("2026-06-13T04:05:06.123456789Z");
    private static final Component.ProviderAtRegion COGENT_IN_SIN = new Component.ProviderAtRegion(
            "cogent", "sin");
    private static final Culprit COGENT_OUT_OF_SIN = new Culprit.OneSide(COGENT_IN_SIN,
            Side.OUT_OF);
    private static final List<Component> COMPONENTS = List.of(new Component.Provider("cogent"),
            COGENT_IN_SIN, Component.Link.between("cogent", "arelion"),
            new Component.Region("sin"), new Component.Host("sin-edge1"),
            new Component.Vantage("sjc"), new Component.Service("machines"),
            new Component.ServiceAtRegion("machines", "ord"),
            new Component.AccessNetwork("homenet"),
            new Component.Kind(ProbeKind.STAMP));

    static Stream<IncidentEvent> everyIncidentEvent() {
        LocalFault fault = new LocalFault(LocalFaultCode.LOCAL_STALL, 3, "2.1 s");
        Stream<IncidentEvent> opened = everyCulprit().map(culprit -> new IncidentEvent.Opened(
                "INC-1", AT, Severity.MAJOR, Origin.SIMULATED, diagnosis(culprit)));
        Diagnosis diagnosis = diagnosis(new Culprit.Named(COGENT_IN_SIN));
        return Stream.concat(opened, Stream.of(
                new IncidentEvent.PageEnqueued("INC-1", AT, "pagerduty", "INC-1#2"),
                new IncidentEvent.PageAttempted("INC-1", AT, "pagerduty", "INC-1",
                        PageAction.TRIGGER, true, Optional.empty()),
                new IncidentEvent.PageAttempted("INC-1", AT, "webhook", "INC-1",
                        PageAction.RESOLVE, false, Optional.of(FailureCode.PAGER_SILENT)),
                new IncidentEvent.Revised("INC-1", AT, Severity.MINOR, diagnosis),
                new IncidentEvent.Recovering("INC-1", AT),
                new IncidentEvent.Resolved("INC-1", AT, AT.minusSeconds(60), true),
                new IncidentEvent.Reopened("INC-1", AT, 2, Severity.CRITICAL, diagnosis),
                new IncidentEvent.Acknowledged("INC-1", AT, "ann"),
                new IncidentEvent.Noted("INC-1", AT, "ann", "disabled \"cogent\"\nin sin"),
                new IncidentEvent.Operated("INC-1", AT, "ann", "disabled cogent@sin", true),
                new IncidentEvent.ScopeChanged("INC-1", AT, List.of("from sjc", "to sin")),
                new IncidentEvent.Flapping("INC-1", AT, 3),
                new IncidentEvent.Merged("INC-2", AT, "INC-1"),
                new IncidentEvent.Accepted("INC-1", AT, "ann", List.of(3L, 5L)),
                new IncidentEvent.Acted("ACT-1", AT, "ann", "disabled cogent@sin"),
                new IncidentEvent.Ticketed("TKT-1", AT, TicketKind.BLIPS, "cogent",
                        "5 blips in 24 h"),
                new IncidentEvent.ProberTroubled("PRB-1", AT, "sjc", fault),
                new IncidentEvent.ProberRecovered("PRB-1", AT, "sjc")));
    }

    static Stream<Culprit> everyCulprit() {
        return Stream.concat(COMPONENTS.stream().map(Culprit.Named::new),
                Stream.of(new Culprit.OneOf(COMPONENTS), COGENT_OUT_OF_SIN,
                        new Culprit.Unnamed("a+b", "2 of the paths that cross cogent")));
    }

    static Diagnosis diagnosis(Culprit culprit) {
        Path path = new Path("sjc", "sin-gw", ProbeKind.WIREGUARD);
        return new Diagnosis(culprit, ProbeKind.WIREGUARD, Signal.FAILED, 0.86,
                List.of(new Rival(COGENT_IN_SIN, 0.86, new Contrast(8, 9, 0, 11))),
                new Onset(AT, AT.minusSeconds(2), AT.plusSeconds(1)), new Contrast(8, 9, 0, 11),
                new Harm(8, 9, 0.34),
                List.of(new PathEvidence(path, Signal.FAILED, 40, 13, Double.POSITIVE_INFINITY)),
                List.of("sin", "sjc"), List.of(new Path("sjc", "fra-gw", ProbeKind.WIREGUARD)),
                31.5, 15.2);
    }

    @ParameterizedTest
    @MethodSource("everyIncidentEvent")
    void readsBackEveryIncidentEventItWrites(IncidentEvent event) {
        String text = Json.write(event);

        assertThat(Json.read(text, IncidentEvent.class)).isEqualTo(event);
    }

    @Test
    void testsEveryMemberOfTheSealedIncidentEvent() {
        assertThat(everyIncidentEvent().map(Object::getClass).distinct())
                .hasSameElementsAs(List.of(IncidentEvent.class.getPermittedSubclasses()));
    }

    @Test
    void writesASideBesideTheKeysOfItsWhole() {
        assertThat(IncidentJson.culprit(COGENT_OUT_OF_SIN).toString())
                .isEqualTo("{\"provider\":\"cogent\",\"region\":\"sin\",\"side\":\"outOf\"}");
        assertThat(COGENT_OUT_OF_SIN.label()).isEqualTo("cogent out of sin");
    }

    @ParameterizedTest
    @MethodSource("everyCulprit")
    void readsBackEveryFindingItWrites(Culprit culprit) {
        List<Finding> findings = List.of(new Finding.Suspected(7, AT, culprit, 8.5),
                new Finding.Unexplained(7, AT, culprit, 18.5),
                new Finding.ScopeChanged(7, AT, List.of("from sjc")),
                new Finding.Opened(7, AT, diagnosis(culprit)),
                new Finding.Pageable(7, AT, diagnosis(culprit)), new Finding.Recovering(7, AT),
                new Finding.Resolved(7, AT, AT, false), new Finding.ProberRecovered(AT, "sjc"),
                new Finding.BaselineAccepted(AT, List.of("sjc>fra-edge1/stamp")),
                new Finding.Miscalibrated(AT, ProbeKind.STAMP, Signal.LOST));
        for (Finding finding : findings) {
            assertThat(Json.read(Json.write(finding), Finding.class)).isEqualTo(finding);
        }
    }

    @Test
    void readsBackResultsTalliesAndCommands() {
        ProbeFailure failure = new ProbeFailure(FailureCode.WG_NO_HANDSHAKE_REPLY,
                "WireGuard handshake", 3, 5, "sin-gw (10.0.0.1:51820/udp)", "sjc", 5_000_000_000L,
                5_000_000_000L, "2 initiations sent, 0 replies",
                List.of(new StageTiming("socket", 1_000)), List.of("sjc to fra by STAMP"),
                Optional.of(new ProbeFailure.LikelyCause("cogent", 0.8, "6 of 7")), "run-1");
        ProbeResult result = new ProbeResult(new Path("sjc", "sin-gw", ProbeKind.WIREGUARD),
                "run-1", AT, AT, 5_000_000_000L, ClockSource.KERNEL_RX, List.of(),
                PacketOutcomes.NONE, new Outcome.Failed(failure), ProberHealth.PERFECT,
                Map.of("initiations", "2"));
        RoundTally tally = new RoundTally(result.path(), Signal.FAILED, 178_000_000L, 1, 1);
        OperatorCommand command = new OperatorCommand.Act(AT, "ann", "disabled cogent@sin");

        assertThat(Json.read(Json.write(result), ProbeResult.class)).isEqualTo(result);
        assertThat(Json.read(Json.write(tally), RoundTally.class)).isEqualTo(tally);
        assertThat(Json.read(Json.write(command), OperatorCommand.class)).isEqualTo(command);
    }

    @Test
    void writesAnIncidentWithTheCulpritAsTheKeysOfOn() {
        Incident incident = Incident.opened(new IncidentEvent.Opened("INC-1", AT, Severity.MAJOR,
                Origin.LIVE, diagnosis(new Culprit.Named(COGENT_IN_SIN))));

        assertThat(Json.read(Json.write(incident), Incident.class)).isEqualTo(incident);
        assertThat(IncidentJson.of(incident).toString()).startsWith(
                "{\"id\":\"INC-1\",\"status\":\"open\",\"severity\":\"major\",\"origin\":\"live\","
                        + "\"openedAt\":\"2026-06-13T04:05:06.123456789Z\",\"blip\":false,"
                        + "\"reopenings\":0,\"culprit\":{\"provider\":\"cogent\","
                        + "\"region\":\"sin\"},\"culpritLabel\":\"cogent in sin\","
                        + "\"confidence\":0.86,\"kind\":\"wireguard\",\"signal\":\"failed\"");
    }

    @Test
    void packetsCarryTheirLossAndHowSureItIs() throws Exception {
        PacketOutcomes packets = new PacketOutcomes(60, 60, 0, -1, 57, 0, 0, 0L, 0,
                PacketOutcomes.RoundTrips.NONE);

        String text = Json.write(packets);

        assertThat(Json.mapper().readTree(text).path("loss").path("lost").asInt()).isEqualTo(3);
        assertThat(Json.mapper().readTree(text).path("loss").path("sent").asInt()).isEqualTo(60);
        // Wilson's interval of 3 in 60, reckoned with 1.96: 1.71 % to 13.7 %.
        assertThat(Json.mapper().readTree(text).path("loss").path("low").asDouble())
                .isBetween(0.0170, 0.0172);
        assertThat(Json.mapper().readTree(text).path("loss").path("high").asDouble())
                .isBetween(0.136, 0.138);
        assertThat(Json.read(text, PacketOutcomes.class)).isEqualTo(packets);
    }
}
