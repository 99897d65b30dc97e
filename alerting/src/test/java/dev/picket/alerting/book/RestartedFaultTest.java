package dev.picket.alerting.book;

import static dev.picket.alerting.fixture.Samples.ARELION;
import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.alerting.fixture.Samples;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.finding.Onset;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A fault that outlasts a restart is one incident, whatever it is blamed on then; another fault is
/// another one.
class RestartedFaultTest {

    private static final Culprit REGION_OR_COGENT = new Culprit.OneOf(List.of(
            new Component.Region("sin"), new Component.ProviderAtRegion("cogent", "sin")));
    private static final Diagnosis BEFORE = diagnosis(COGENT_IN_SIN, 0, "a", "b", "c", "d");

    private final List<IncidentEvent> log = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private IncidentBook book = fresh();

    @Test
    void theSamePathsUnderAnotherCulpritAreTheSameFault() {
        openAndRestart(BEFORE);

        Diagnosis found = diagnosis(ARELION, 300, "c", "d", "e", "f");
        found(1, found, 330);

        assertThat(book.openIncidents()).extracting(Incident::id, Incident::diagnosis)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("INC-1", found));
        assertThat(log.getLast()).isInstanceOf(IncidentEvent.Revised.class);
        assertThat(pages).extracting(Page::action, page -> page.incident().id()).containsExactly(
                org.assertj.core.groups.Tuple.tuple(PageAction.TRIGGER, "INC-1"),
                org.assertj.core.groups.Tuple.tuple(PageAction.UPDATE, "INC-1"));
        keep(book.apply(new Finding.Resolved(1, at(900), at(880), false), at(900)));
        assertThat(book.openIncidents()).isEmpty();
    }

    @Test
    void aCulpritAmongTheRivalsOfBeforeIsTheSameFault() {
        openAndRestart(BEFORE);

        found(1, diagnosis(REGION_OR_COGENT, 300, "x", "y"), 330);

        assertThat(book.openIncidents()).extracting(Incident::id).containsExactly("INC-1");
    }

    @Test
    void otherPathsUnderAnotherCulpritAreAnotherFault() {
        openAndRestart(BEFORE);

        found(1, diagnosis(ARELION, 300, "x", "y", "z"), 330);

        assertThat(book.openIncidents()).extracting(Incident::id)
                .containsExactly("INC-1", "INC-2");
    }

    @Test
    void fewerThanHalfOfThePathsInCommonAreAnotherFault() {
        openAndRestart(BEFORE);

        found(1, diagnosis(ARELION, 300, "d", "e", "f", "g", "h"), 330);

        assertThat(book.openIncidents()).hasSize(2);
    }

    @Test
    void nothingSeenIsNothingInCommon() {
        openAndRestart(BEFORE);

        found(1, diagnosis(ARELION, 300), 330);

        assertThat(book.openIncidents()).hasSize(2);
    }

    @Test
    void whatBeganBeforeTheIncidentIsAnotherFault() {
        openAndRestart(BEFORE);

        found(1, diagnosis(ARELION, -600, "a", "b", "c", "d"), 330);

        assertThat(book.openIncidents()).hasSize(2);
    }

    @Test
    void ofSeveralIncidentsTheOneWithMostPathsInCommonGoesOn() {
        keep(book.apply(new Finding.Opened(8, at(0), BEFORE), at(0)));
        openAndRestart(diagnosis(ARELION, 0, "e", "f", "g", "h"));

        found(1, diagnosis(new Culprit.Unnamed("g", "paths"), 300, "c", "d", "e", "f", "g", "h"),
                330);

        assertThat(log.getLast().incidentId()).isEqualTo("INC-2");
        found(2, diagnosis(new Culprit.Unnamed("h", "others"), 300, "a", "b"), 331);
        assertThat(log.getLast().incidentId()).isEqualTo("INC-1");
        assertThat(book.openIncidents()).hasSize(2);
    }

    @Test
    void anIncidentThatAFindingHoldsTakesNoOther() {
        openAndRestart(BEFORE);
        found(1, BEFORE, 330);

        found(2, diagnosis(ARELION, 300, "a", "b", "c", "d"), 340);

        assertThat(book.openIncidents()).hasSize(2);
    }

    @Test
    void withoutARestartEachCulpritIsAnIncident() {
        keep(book.apply(new Finding.Opened(7, at(0), BEFORE), at(0)));

        found(8, diagnosis(ARELION, 10, "a", "b", "c", "d"), 40);

        assertThat(book.openIncidents()).hasSize(2);
    }

    private void openAndRestart(Diagnosis diagnosis) {
        keep(book.apply(new Finding.Opened(7, at(0), diagnosis), at(0)));
        keep(book.apply(new Finding.Pageable(7, at(0), diagnosis), at(0)));
        book = fresh();
        log.forEach(book::fold);
        book.restarted(at(300));
    }

    private void found(long id, Diagnosis diagnosis, long second) {
        keep(book.apply(new Finding.Opened(id, at(second), diagnosis), at(second)));
        keep(book.apply(new Finding.Pageable(id, at(second), diagnosis), at(second)));
    }

    private void keep(Decision decision) {
        log.addAll(decision.events());
        pages.addAll(decision.pages());
    }

    private static IncidentBook fresh() {
        return new IncidentBook(List.of("pagerduty"), Origin.LIVE);
    }

    private static Instant at(long seconds) {
        return ONSET.plusSeconds(seconds);
    }

    private static Diagnosis diagnosis(Culprit culprit, long onset, String... vantages) {
        Diagnosis like = Samples.diagnosis(culprit);
        return new Diagnosis(culprit, like.kind(), like.signal(), like.confidence(),
                like.rivals(), new Onset(at(onset), at(onset - 2), at(onset + 1)),
                like.contrast(), like.harm(),
                Stream.of(vantages).map(RestartedFaultTest::evidence).toList(), like.regions(),
                like.stillWorks(), like.logEvidence(), like.logThreshold());
    }

    private static PathEvidence evidence(String vantage) {
        return new PathEvidence(new Path(vantage, "sin-gw", ProbeKind.STAMP), Signal.LOST, 40, 13,
                12.5);
    }
}
