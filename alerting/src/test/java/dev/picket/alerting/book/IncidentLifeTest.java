package dev.picket.alerting.book;

import static dev.picket.alerting.fixture.Samples.ARELION;
import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static dev.picket.alerting.fixture.Samples.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.IncidentStatus;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.TicketKind;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of an incident between its opening and its end.
final class IncidentLifeTest {
    private static final Diagnosis JUN13 = diagnosis(COGENT_IN_SIN);

    private final List<IncidentEvent> log = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final IncidentBook book = new IncidentBook(List.of("pagerduty"), Origin.LIVE);

    private static Instant at(long seconds) {
        return ONSET.plusSeconds(seconds);
    }

    private void keep(Decision decision) {
        log.addAll(decision.events());
        pages.addAll(decision.pages());
    }

    private void pageable(long id, Diagnosis diagnosis, long second) {
        keep(book.apply(new Finding.Opened(id, at(second), diagnosis), at(second)));
        keep(book.apply(new Finding.Pageable(id, at(second), diagnosis), at(second)));
    }

    private void revised(long id, Diagnosis diagnosis, long second) {
        keep(book.apply(new Finding.Revised(id, at(second), diagnosis), at(second)));
    }

    private void recovering(long id, long second) {
        keep(book.apply(new Finding.Recovering(id, at(second)), at(second)));
    }

    private void resolved(long id, long second, boolean blip) {
        keep(book.apply(new Finding.Resolved(id, at(second), at(second), blip), at(second)));
    }

    private void act(String text, long second) {
        keep(book.apply(new OperatorCommand.Act(at(second), "ann", text), at(second)));
    }

    private IncidentStatus status() {
        return book.openIncidents().getFirst().status();
    }

    @Test
    void anActThatTakesTheCulpritOutOfUseMitigatesAndARecoveryFollows() {
        pageable(7, JUN13, 0);
        act("called cogent about sin", 20);
        assertThat(status()).isEqualTo(IncidentStatus.OPEN);
        act("disabled cogent@sin", 30);
        assertThat(status()).isEqualTo(IncidentStatus.MITIGATED);
        revised(7, diagnosis(COGENT_IN_SIN, 0.2, "sin"), 100);
        assertThat(status()).isEqualTo(IncidentStatus.MITIGATED);
        recovering(7, 120);
        assertThat(status()).isEqualTo(IncidentStatus.RECOVERING);
        revised(7, diagnosis(COGENT_IN_SIN, 0.3, "sin"), 121);
        assertThat(status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(log).contains(
                new IncidentEvent.Operated("INC-1", at(20), "ann", "called cogent about sin",
                        false),
                new IncidentEvent.Operated("INC-1", at(30), "ann", "disabled cogent@sin", true));
    }

    @ParameterizedTest
    @CsvSource({"drained cogent in sin,true", "Disabled COGENT@SIN,true", "drained cogent,false",
            "disabled cogent-sin2,false", "disabled arelion@sin,false", "cogent@sin is bad,false"})
    void wordsThatNameAllOfTheCulpritAndTakeItOutOfUseMitigate(String text, boolean mitigates) {
        assertThat(OperatorActs.mitigates(text, COGENT_IN_SIN)).isEqualTo(mitigates);
    }

    @Test
    void anActShortlyBeforeAnIncidentStandsInItsLog() {
        act("new routes to sin", -1_790);
        act("deploy 7", -1_801);
        pageable(7, JUN13, 0);
        assertThat(log).containsOnlyOnce(new IncidentEvent.Operated("INC-1", at(-1_790), "ann",
                "new routes to sin", false))
                .noneMatch(event -> event instanceof IncidentEvent.Operated act
                        && act.text().equals("deploy 7"));
    }

    @Test
    void theThirdReopeningInTwoHoursMakesItFlappingAndItEndsOnceLongQuiet() {
        for (long flap = 0; flap <= 3; flap++) {
            pageable(10 + flap, JUN13, flap * 1_200);
            resolved(10 + flap, flap * 1_200 + 300, false);
        }
        assertThat(log).contains(new IncidentEvent.Flapping("INC-1", at(3_600), 3));
        assertThat(status()).isEqualTo(IncidentStatus.RECOVERING);

        pages.clear();
        pageable(20, JUN13, 4_800);
        assertThat(status()).isEqualTo(IncidentStatus.OPEN);
        resolved(20, 5_000, false);
        keep(book.tick(at(5_000 + 1_799)));
        assertThat(pages).isEmpty();
        assertThat(book.openIncidents()).hasSize(1);
        keep(book.tick(at(5_000 + 1_800)));
        assertThat(book.openIncidents()).isEmpty();
        assertThat(pages).extracting(Page::action).containsExactly(PageAction.RESOLVE);
        assertThat(log).filteredOn(IncidentEvent.Opened.class::isInstance).hasSize(1);
    }

    @Test
    void reopeningsOfMoreThanTwoHoursDoNotFlap() {
        for (long time = 0; time <= 4; time++) {
            pageable(10 + time, JUN13, time * 3_700);
            resolved(10 + time, time * 3_700 + 600, false);
        }
        assertThat(log).noneMatch(IncidentEvent.Flapping.class::isInstance);
    }

    @Test
    void twoIncidentsWhoseFindingsTurnOutToBlameTheSameGoOnAsTheOlder() {
        pageable(7, JUN13, 0);
        pageable(8, diagnosis(ARELION), 10);
        revised(8, JUN13, 20);
        assertThat(book.openIncidents()).extracting(Incident::id).containsExactly("INC-1");
        assertThat(log).contains(new IncidentEvent.Merged("INC-2", at(20), "INC-1"));
        resolved(7, 30, false);
        assertThat(book.openIncidents()).hasSize(1);
        resolved(8, 40, false);
        assertThat(book.openIncidents()).isEmpty();
        assertThat(pages).extracting(page -> page.action().label() + " " + page.dedupKey())
                .containsExactly("trigger INC-1", "trigger INC-2", "resolve INC-2",
                        "resolve INC-1");
    }

    @Test
    void fiveBlipsOfACulpritInADayMakeOneTicket() {
        for (long blip = 0; blip < 8; blip++) {
            keep(book.apply(new Finding.Opened(blip + 1, at(blip * 7_200), JUN13),
                    at(blip * 7_200)));
            resolved(blip + 1, blip * 7_200 + 60, true);
        }
        assertThat(log).filteredOn(IncidentEvent.Ticketed.class::isInstance).hasSize(1)
                .first().isEqualTo(new IncidentEvent.Ticketed("TKT-1", at(4 * 7_200 + 60),
                        TicketKind.BLIPS, "cogent in sin",
                        "5 blips in 24 h, each too short for a page"));
        assertThat(pages).isEmpty();
    }

    @Test
    void whatTheDetectorSaysOfItsBaselineMakesATicketAndPagesNobody() {
        keep(book.apply(new Finding.BaselineAccepted(at(10),
                List.of("a/stamp", "b/stamp", "c/stamp", "d/stamp", "e/stamp", "f/stamp")),
                at(10)));
        keep(book.apply(new Finding.Miscalibrated(at(20), ProbeKind.STAMP, Signal.LOST), at(20)));
        assertThat(pages).isEmpty();
        assertThat(log).containsExactly(new IncidentEvent.Ticketed("TKT-1", at(10),
                TicketKind.BASELINE_ACCEPTED, "baseline accepted",
                "worse for 24 h without harm, and measured by that from now"
                        + " on: a/stamp, b/stamp, c/stamp, d/stamp, e/stamp and 1 more"),
                new IncidentEvent.Ticketed("TKT-2", at(20), TicketKind.MISCALIBRATED,
                        ProbeKind.STAMP.label() + " " + Signal.LOST.label(),
                        "rounds without a known fault are worse than what was learnt of them;"
                                + " evidence on them is discounted until that is learnt"));
    }

    @Test
    void eightSuspicionsThatCameToNothingInADayPageOnceThatTheDetectorIsNotToBeTrusted() {
        for (long i = 0; i < 12; i++) {
            keep(book.apply(new Finding.Unexplained(i + 1, at(i * 600), ARELION, 20),
                    at(i * 600)));
            keep(book.tick(at(i * 600 + 1)));
            assertThat(pages).hasSize(i < 7 ? 0 : 1);
        }
        assertThat(pages.getFirst().incident().diagnosis().culprit().label())
                .startsWith("the detector itself");
        keep(book.tick(at(86_400 + 12 * 600)));
        assertThat(pages).extracting(Page::action).containsExactly(PageAction.TRIGGER,
                PageAction.RESOLVE);
    }

    @Test
    void whatIsGoodAgainIsRecorded() {
        pageable(7, JUN13, 0);
        keep(book.apply(new Finding.ScopeChanged(7, at(90), List.of("sjc")), at(90)));
        assertThat(log).contains(
                new IncidentEvent.ScopeChanged("INC-1", at(90), List.of("sjc")));
    }
}
