package dev.picket.alerting.book;

import static dev.picket.alerting.fixture.Samples.ARELION;
import static dev.picket.alerting.fixture.Samples.COGENT_INTO_SIN;
import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static dev.picket.alerting.fixture.Samples.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentBookTest {
    private static final Diagnosis JUN13 = diagnosis(COGENT_IN_SIN);
    private static final LocalFault STALL = new LocalFault(LocalFaultCode.LOCAL_STALL, 1, "2 s");

    private final List<IncidentEvent> log = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private IncidentBook book = new IncidentBook(List.of("pagerduty", "webhook"), Origin.LIVE);

    private static Instant at(long seconds) {
        return ONSET.plusSeconds(seconds);
    }

    private List<IncidentEvent> keep(Decision decision) {
        log.addAll(decision.events());
        pages.addAll(decision.pages());
        return decision.events();
    }

    private List<IncidentEvent> opened(long id, Diagnosis diagnosis, long second) {
        return keep(book.apply(new Finding.Opened(id, at(second), diagnosis), at(second)));
    }

    private List<IncidentEvent> pageable(long id, Diagnosis diagnosis, long second) {
        return keep(book.apply(new Finding.Pageable(id, at(second), diagnosis), at(second)));
    }

    private List<IncidentEvent> revised(long id, Diagnosis diagnosis, long second) {
        return keep(book.apply(new Finding.Revised(id, at(second), diagnosis), at(second)));
    }

    private List<IncidentEvent> resolved(long id, long second, boolean blip) {
        return keep(book.apply(new Finding.Resolved(id, at(second), at(second - 5), blip),
                at(second)));
    }

    private List<String> pageLines() {
        return pages.stream()
                .map(page -> page.sink() + " " + page.action().label() + " " + page.dedupKey())
                .toList();
    }

    private void restart(long second) {
        book = new IncidentBook(List.of("pagerduty", "webhook"), Origin.LIVE);
        log.forEach(book::fold);
        book.restarted(at(second));
    }

    @Test
    void opensWithoutAPageAndPagesEverySinkOnceWhenTheSecondKeyTurns() {
        assertThat(opened(7, JUN13, 10)).containsExactly(new IncidentEvent.Opened("INC-1", at(10),
                Severity.MAJOR, Origin.LIVE, JUN13));
        assertThat(pages).isEmpty();

        pageable(7, JUN13, 12);
        pageable(7, JUN13, 13);

        assertThat(log).filteredOn(IncidentEvent.PageEnqueued.class::isInstance).containsExactly(
                new IncidentEvent.PageEnqueued("INC-1", at(12), "pagerduty", "INC-1"),
                new IncidentEvent.PageEnqueued("INC-1", at(12), "webhook", "INC-1"));
        assertThat(pageLines()).containsExactly("pagerduty trigger INC-1", "webhook trigger INC-1");
    }

    @Test
    void resolvesThePageOnlyWhereOneWasTriggered() {
        opened(7, JUN13, 10);
        pageable(7, JUN13, 12);
        opened(8, diagnosis(ARELION), 20);

        resolved(8, 30, true);
        resolved(7, 40, false);

        assertThat(pageLines()).containsExactly("pagerduty trigger INC-1", "webhook trigger INC-1",
                "pagerduty resolve INC-1", "webhook resolve INC-1");
        assertThat(log).contains(new IncidentEvent.Resolved("INC-2", at(30), at(25), true),
                new IncidentEvent.Resolved("INC-1", at(40), at(35), false));
        assertThat(book.openIncidents()).isEmpty();
    }

    @Test
    void aSideAndItsWholeAreOneIncidentOpenOrWarm() {
        Diagnosis into = diagnosis(COGENT_INTO_SIN);
        opened(7, into, 10);
        revised(7, JUN13, 20);
        opened(8, into, 30);
        resolved(7, 40, false);
        resolved(8, 40, false);

        opened(9, JUN13, 60);

        assertThat(log).filteredOn(IncidentEvent.Opened.class::isInstance).hasSize(1);
        assertThat(log).filteredOn(IncidentEvent.Revised.class::isInstance)
                .extracting(event -> ((IncidentEvent.Revised) event).diagnosis().culprit())
                .containsExactly(COGENT_IN_SIN, COGENT_INTO_SIN);
        assertThat(log).last().isEqualTo(
                new IncidentEvent.Reopened("INC-1", at(60), 1, Severity.MAJOR, JUN13));
    }

    @Test
    void reopensTheSameIncidentUnderTheNextKeyWhileItIsWarm() {
        opened(7, JUN13, 0);
        pageable(7, JUN13, 0);
        resolved(7, 100, false);

        // Warm until 100 + 3600 s.
        assertThat(opened(8, JUN13, 3_699)).containsExactly(
                new IncidentEvent.Reopened("INC-1", at(3_699), 1, Severity.MAJOR, JUN13));
        pageable(8, JUN13, 3_700);
        resolved(8, 3_800, false);
        assertThat(opened(9, JUN13, 3_800 + 3_600)).containsExactly(new IncidentEvent.Opened(
                "INC-2", at(7_400), Severity.MAJOR, Origin.LIVE, JUN13));

        assertThat(pageLines()).containsSubsequence("pagerduty trigger INC-1",
                "pagerduty resolve INC-1", "pagerduty trigger INC-1#1",
                "pagerduty resolve INC-1#1");
    }

    @Test
    void updatesThePageOnRealNewsOnlyAndNotMoreThanOnceAMinute() {
        opened(7, JUN13, 0);
        pageable(7, JUN13, 0);
        pages.clear();

        revised(7, diagnosis(COGENT_IN_SIN, 0.35, "sin", "sjc", "fra"), 10);
        assertThat(pages).isEmpty();

        revised(7, diagnosis(COGENT_IN_SIN, 0.9, "sin", "sjc", "fra"), 20);
        assertThat(book.openIncidents().getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(pages).isEmpty();

        keep(book.tick(at(59)));
        assertThat(pages).isEmpty();
        keep(book.tick(at(60)));
        assertThat(pageLines()).containsExactly("pagerduty update INC-1", "webhook update INC-1");
        assertThat(pages.getFirst().incident().severity()).isEqualTo(Severity.CRITICAL);

        keep(book.tick(at(200)));
        assertThat(pages).hasSize(2);
    }

    @Test
    void keepsTheWorstSeverityWhileOpenSoThatItDoesNotFlap() {
        opened(7, diagnosis(COGENT_IN_SIN, 0.9, "sin", "sjc", "fra"), 0);
        revised(7, diagnosis(COGENT_IN_SIN, 0.02, "sin", "sjc", "fra"), 100);

        assertThat(book.openIncidents().getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void recordsNewFiguresAloneNoMoreThanEveryThirtySeconds() {
        opened(7, JUN13, 0);

        for (int second = 1; second <= 60; second++) {
            revised(7, diagnosis(COGENT_IN_SIN, 0.34 + second / 10_000.0, "sin", "sjc", "fra"),
                    second);
        }

        assertThat(log).filteredOn(IncidentEvent.Revised.class::isInstance)
                .extracting(IncidentEvent::at).containsExactly(at(30), at(60));
    }

    @Test
    void makesOneIncidentOfTwoFindingsThatBlameTheSameCulprit() {
        opened(7, JUN13, 0);
        opened(8, JUN13, 5);
        resolved(7, 50, false);
        assertThat(book.openIncidents()).extracting(Incident::id).containsExactly("INC-1");

        resolved(8, 60, false);

        assertThat(book.openIncidents()).isEmpty();
        assertThat(log).filteredOn(IncidentEvent.Opened.class::isInstance).hasSize(1);
    }

    @Test
    void claimsTheOpenIncidentAfterARestartWithoutASecondPage() {
        opened(7, JUN13, 0);
        pageable(7, JUN13, 1);
        restart(30);
        pages.clear();

        opened(1, JUN13, 60);
        pageable(1, JUN13, 61);
        keep(book.tick(at(30 + 900)));

        assertThat(pages).isEmpty();
        assertThat(book.openIncidents()).extracting(Incident::id).containsExactly("INC-1");
        resolved(1, 1_000, false);
        assertThat(pageLines()).containsExactly("pagerduty resolve INC-1",
                "webhook resolve INC-1");
    }

    @Test
    void closesAnIncidentThatNothingClaimsAfterARestartAndSaysSo() {
        opened(7, JUN13, 0);
        pageable(7, JUN13, 1);
        restart(30);
        pages.clear();

        assertThat(keep(book.tick(at(30 + 899)))).isEmpty();
        List<IncidentEvent> events = keep(book.tick(at(30 + 900)));

        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOfSatisfying(IncidentEvent.Noted.class,
                note -> assertThat(note.text()).contains("restarted", "15 min", "not known"));
        assertThat(pageLines()).containsExactly("pagerduty resolve INC-1",
                "webhook resolve INC-1");
    }

    @Test
    void numbersGoOnAfterARestart() {
        opened(7, JUN13, 0);
        resolved(7, 10, true);
        restart(8_000);

        opened(1, diagnosis(ARELION), 8_010);

        assertThat(book.openIncidents()).extracting(Incident::id).containsExactly("INC-2");
    }

    @Test
    void keepsOneTroubleForEachVantageAndCodeAndNeverPagesForIt() {
        Finding trouble = new Finding.ProberTrouble(at(0), "sjc", STALL);
        keep(book.apply(trouble, at(0)));
        keep(book.apply(trouble, at(1)));
        keep(book.apply(new Finding.ProberTrouble(at(2), "fra", STALL), at(2)));
        keep(book.apply(new Finding.ProberRecovered(at(3), "sjc"), at(3)));
        keep(book.apply(trouble, at(4)));

        assertThat(log).containsExactly(
                new IncidentEvent.ProberTroubled("PRB-1", at(0), "sjc", STALL),
                new IncidentEvent.ProberTroubled("PRB-2", at(2), "fra", STALL),
                new IncidentEvent.ProberRecovered("PRB-1", at(3), "sjc"),
                new IncidentEvent.ProberTroubled("PRB-3", at(4), "sjc", STALL));
        assertThat(pages).isEmpty();
    }

    @Test
    void recordsAnAcknowledgementOnceAndNotesOnKnownIncidentsOnly() {
        opened(7, JUN13, 0);
        OperatorCommand take = new OperatorCommand.Acknowledge("INC-1", at(5), "ann");

        keep(book.apply(take, at(5)));
        keep(book.apply(take, at(6)));
        keep(book.apply(new OperatorCommand.Note("INC-1", at(7), "ann", "drained"), at(7)));
        keep(book.apply(new OperatorCommand.Note("INC-2", at(7), "ann", "what?"), at(7)));

        assertThat(log.subList(1, log.size())).containsExactly(
                new IncidentEvent.Acknowledged("INC-1", at(5), "ann"),
                new IncidentEvent.Noted("INC-1", at(7), "ann", "drained"));
    }

    @Test
    void followsTheSeverityFormula() {
        // 0.34 * 8/9 = 0.302 in three regions: major; 0.05 * 8/9 = 0.044: major in three, minor in
        // one; 0.9 * 8/9 = 0.8: critical in three, major in one.
        assertThat(SeverityRule.of(JUN13)).isEqualTo(Severity.MAJOR);
        assertThat(SeverityRule.of(diagnosis(ARELION, 0.05, "a", "b", "c")))
                .isEqualTo(Severity.MAJOR);
        assertThat(SeverityRule.of(diagnosis(ARELION, 0.05, "a"))).isEqualTo(Severity.MINOR);
        assertThat(SeverityRule.of(diagnosis(ARELION, 0.9, "a", "b", "c")))
                .isEqualTo(Severity.CRITICAL);
        assertThat(SeverityRule.of(diagnosis(ARELION, 0.9, "a"))).isEqualTo(Severity.MAJOR);
    }

    @Test
    void pagesUnderTheTriggerActionFirst() {
        opened(7, JUN13, 0);
        pageable(7, JUN13, 0);

        assertThat(pages).extracting(Page::action).containsOnly(PageAction.TRIGGER);
    }
}
