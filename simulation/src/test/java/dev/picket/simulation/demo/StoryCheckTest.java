package dev.picket.simulation.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.finding.Rival;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.Severity;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryCheckTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Component COGENT = new Component.ProviderAtRegion("cogent", "sin");
    private static final Component WESTLINK = new Component.Provider("westlink");
    private static final StoryPlan PLAN = StoryPlan.ofJune2024();
    private static final double FIRST = PLAN.faults().get(0).fault().at().toSeconds();
    private static final double SECOND = PLAN.faults().get(1).fault().at().toSeconds();

    private final StoryCheck check = new StoryCheck(PLAN, START);

    @Test
    void holdsWhenBothFaultsOpenPageBlameAndResolveInTime() {
        act("INC-1", FIRST, COGENT);
        act("INC-2", SECOND, WESTLINK);

        StoryVerdict verdict = check.verdict();

        assertThat(verdict.held()).as("%s", StoryText.lines(verdict)).isTrue();
        assertThat(verdict.faults().get(0).opened().orElseThrow().toMillis()).isEqualTo(4_000);
        assertThat(verdict.faults().get(0).paged().orElseThrow().toMillis()).isEqualTo(6_000);
        assertThat(verdict.faults().get(0).resolved().orElseThrow().toMillis())
                .isEqualTo(20_000);
        assertThat(check.isOver(at(SECOND + 60))).isTrue();
    }

    @Test
    void breaksWhenNothingWasSeen() {
        StoryVerdict verdict = check.verdict();

        assertThat(verdict.held()).isFalse();
        assertThat(verdict.faults().get(0).broken()).containsExactly(
                "exactly one incident was wanted, 0 were opened", "was not opened",
                "was not paged", "was not resolved");
        assertThat(check.isOver(at(SECOND + 10))).isFalse();
        assertThat(check.isOver(START.plus(PLAN.length()))).isTrue();
    }

    @Test
    void breaksWhenTheIncidentOpensLate() {
        opened("INC-1", FIRST + 10.5, COGENT);
        received("INC-1", FIRST + 11);
        resolved("INC-1", FIRST + 40);

        assertThat(check.verdict().faults().get(0).broken()).containsExactly(
                "was opened 10.5 s after its onset, later than 10 s");
    }

    @Test
    void breaksWhenThePageComesLateOrOnlyTheOutboxHasIt() {
        opened("INC-1", FIRST + 4, COGENT);
        check.seen(at(FIRST + 5),
                new IncidentEvent.PageEnqueued("INC-1", at(FIRST + 5), "pagerduty", "INC-1"));
        assertThat(check.verdict().faults().get(0).broken()).contains("was not paged");

        received("INC-1", FIRST + 15.1);
        assertThat(check.verdict().faults().get(0).broken())
                .contains("was paged 15.1 s after its onset, later than 15 s");
    }

    @Test
    void breaksWhenAnotherCulpritIsBlamedOrTheRightOneIsNotFirst() {
        opened("INC-1", FIRST + 4, new Component.Region("sin"));
        received("INC-1", FIRST + 5);
        check.seen(at(FIRST + 7), new IncidentEvent.Revised("INC-1", at(FIRST + 7),
                Severity.MAJOR, diagnosis(COGENT, WESTLINK)));
        resolved("INC-1", FIRST + 40);

        assertThat(check.verdict().faults().get(0).broken()).containsExactly(
                "the page blames region sin, not cogent in sin",
                "the incident does not rank cogent in sin first");
    }

    @Test
    void breaksWhenASetOfRivalsIsBlamed() {
        Diagnosis rivals = diagnosisOf(new Culprit.OneOf(List.of(COGENT, WESTLINK)), COGENT);
        check.seen(at(FIRST + 4), new IncidentEvent.Opened("INC-1", at(FIRST + 4),
                Severity.MAJOR, Origin.LIVE, rivals));

        assertThat(check.verdict().faults().get(0).broken())
                .contains("the incident blames cogent in sin or westlink, not cogent in sin");
    }

    @Test
    void breaksWhenTheIncidentIsResolvedWhileTheFaultLasts() {
        opened("INC-1", FIRST + 4, COGENT);
        received("INC-1", FIRST + 5);
        resolved("INC-1", FIRST + 19);

        assertThat(check.verdict().faults().get(0).broken())
                .containsExactly("was resolved before the fault ended");
    }

    @Test
    void breaksWhenOneFaultOpensTwoIncidents() {
        act("INC-1", FIRST, COGENT);
        opened("INC-2", FIRST + 8, COGENT);

        assertThat(check.verdict().faults().get(0).broken())
                .contains("exactly one incident was wanted, 2 were opened");
    }

    @Test
    void breaksWhenSomethingOpensOrPagesWhileNothingHasFailed() {
        act("INC-2", FIRST, COGENT);
        act("INC-3", SECOND, WESTLINK);
        assertThat(check.verdict().held()).isTrue();

        opened("INC-1", 50, COGENT);
        received("INC-1", 51);

        assertThat(check.verdict().held()).isFalse();
        assertThat(check.verdict().unexpected()).hasSize(2);
        assertThat(check.verdict().unexpected().get(1)).contains("INC-1");
    }

    @Test
    void leavesOutTheSimulatedPast() {
        check.seen(at(1), new IncidentEvent.Opened("INC-9", at(-1000), Severity.MAJOR,
                Origin.SIMULATED, diagnosis(COGENT, COGENT)));

        assertThat(check.verdict().unexpected()).isEmpty();
    }

    @Test
    void saysEachThingOnceWithItsTime() {
        assertThat(check.at(at(30))).isEmpty();
        assertThat(check.at(at(61))).extracting(StoryLine::kind)
                .containsExactly(StoryLine.Kind.WARM);
        List<StoryLine> began = check.at(at(FIRST + 0.1));
        assertThat(began).extracting(StoryLine::kind)
                .containsExactly(StoryLine.Kind.FAULT_BEGAN);
        assertThat(began.getFirst().line())
                .isEqualTo("  64.0 s  fault began  cogent loses 15 % of packets in sin, behind"
                        + " acme-sg, both ways");
        assertThat(check.at(at(FIRST + 0.2))).isEmpty();
    }

    private void act(String incident, double onset, Component culprit) {
        opened(incident, onset + 4, culprit);
        received(incident, onset + 6);
        received(incident, onset + 7);
        resolved(incident, onset + 40);
    }

    private void opened(String incident, double seconds, Component culprit) {
        check.seen(at(seconds), new IncidentEvent.Opened(incident, at(seconds), Severity.MAJOR,
                Origin.LIVE, diagnosis(culprit, culprit)));
    }

    private void received(String incident, double seconds) {
        check.received(new ReceivedPage("pagerduty", at(seconds), incident, "trigger",
                "summary of " + incident, false));
    }

    private void resolved(String incident, double seconds) {
        check.seen(at(seconds),
                new IncidentEvent.Resolved(incident, at(seconds), at(seconds - 20), false));
    }

    private static Diagnosis diagnosis(Component culprit, Component first) {
        return diagnosisOf(new Culprit.Named(culprit), first);
    }

    private static Diagnosis diagnosisOf(Culprit culprit, Component first) {
        Contrast contrast = new Contrast(8, 9, 0, 11);
        return new Diagnosis(culprit, ProbeKind.STAMP, Signal.LOST, 0.99,
                List.of(new Rival(first, 0.99, contrast)), new Onset(START, START, START),
                contrast, new Harm(8, 9, 0.28), List.of(), List.of("sin"), List.of(), 30, 25);
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }
}
