package dev.picket.alerting.book;

import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static dev.picket.alerting.fixture.Samples.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.TicketKind;
import dev.picket.model.result.ExpiringCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A book that is replaced by one made from its log goes on as if nothing had happened.
class RestartedBookTest {

    private static final Diagnosis JUN13 = diagnosis(COGENT_IN_SIN);

    private final List<IncidentEvent> log = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private IncidentBook book = fresh();

    private static IncidentBook fresh() {
        return new IncidentBook(List.of("pagerduty"), Origin.LIVE);
    }

    private static Instant at(long seconds) {
        return ONSET.plusSeconds(seconds);
    }

    private void keep(Decision decision) {
        log.addAll(decision.events());
        pages.addAll(decision.pages());
    }

    private void restart(long second) {
        book = fresh();
        log.forEach(book::fold);
        book.restarted(at(second));
    }

    private void blip(long id, long second) {
        keep(book.apply(new Finding.Opened(id, at(second), JUN13), at(second)));
        keep(book.apply(new Finding.Resolved(id, at(second + 60), at(second + 60), true),
                at(second + 60)));
    }

    private void fault(long id, long from, long until) {
        keep(book.apply(new Finding.Opened(id, at(from), JUN13), at(from)));
        keep(book.apply(new Finding.Pageable(id, at(from), JUN13), at(from)));
        keep(book.apply(new Finding.Resolved(id, at(until), at(until), false), at(until)));
    }

    private List<IncidentEvent.Ticketed> tickets() {
        return log.stream().filter(IncidentEvent.Ticketed.class::isInstance)
                .map(IncidentEvent.Ticketed.class::cast).toList();
    }

    @Test
    void blipsOfADayAreCountedOverARestartAndTicketedOnce() {
        for (long i = 0; i < 3; i++) {
            blip(i + 1, i * 7_200);
        }
        restart(3 * 7_200);
        blip(1, 3 * 7_200);
        assertThat(tickets()).isEmpty();
        blip(2, 4 * 7_200);
        assertThat(tickets()).extracting(IncidentEvent.Ticketed::kind, IncidentEvent.Ticketed::at)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(TicketKind.BLIPS,
                        at(4 * 7_200 + 60)));
        restart(5 * 7_200);
        blip(1, 5 * 7_200);
        assertThat(tickets()).hasSize(1);
    }

    @Test
    void aCertificateThatExpiresSoonMakesOneTicketAWeekUntilItIsRenewed() {
        ExpiringCertificate seen = new ExpiringCertificate("web-edge", "sjc", at(12 * 86_400));
        keep(book.apply(seen, at(0)));
        keep(book.apply(seen, at(3_600)));
        restart(7 * 86_400 - 2);
        keep(book.apply(seen, at(7 * 86_400 - 1)));
        assertThat(tickets()).containsExactly(new IncidentEvent.Ticketed("TKT-1", at(0),
                TicketKind.CERTIFICATE_EXPIRES, "web-edge", "its certificate expires at "
                        + at(12 * 86_400) + ", in 12 days; seen from sjc"));
        keep(book.apply(seen, at(7 * 86_400)));
        keep(book.apply(new ExpiringCertificate("dns", "sjc", at(0)), at(7 * 86_400)));
        assertThat(tickets()).extracting(IncidentEvent.Ticketed::subject)
                .containsExactly("web-edge", "web-edge", "dns");
        assertThat(pages).isEmpty();
    }

    @Test
    void unexplainedSuspicionsAreCountedOverARestart() {
        for (long i = 0; i < 8; i++) {
            keep(book.apply(new Finding.Unexplained(i + 1, at(i * 600),
                    JUN13.culprit(), 20), at(i * 600)));
            restart(i * 600 + 1);
            keep(book.tick(at(i * 600 + 2)));
            assertThat(pages).as("after %d", i + 1).hasSize(i < 7 ? 0 : 1);
        }
    }

    @Test
    void anActBeforeARestartStandsInTheLogOfAnIncidentSoonAfterIt() {
        keep(book.apply(new OperatorCommand.Act(at(-600), "ann", "new routes to sin"), at(-600)));
        keep(book.apply(new OperatorCommand.Act(at(-2_000), "bob", "deploy 7"), at(-2_000)));
        restart(-300);
        keep(book.apply(new Finding.Opened(1, at(0), JUN13), at(0)));
        assertThat(log).filteredOn(IncidentEvent.Operated.class::isInstance)
                .containsExactly(new IncidentEvent.Operated("INC-1", at(-600), "ann",
                        "new routes to sin", false));
        keep(book.apply(new OperatorCommand.Act(at(10), "ann", "more"), at(10)));
        assertThat(log).contains(new IncidentEvent.Acted("ACT-3", at(10), "ann", "more"));
    }

    @Test
    void aFlappingIncidentThatWasQuietStaysOpenUntilItHasLongBeenSo() {
        for (long flap = 0; flap <= 3; flap++) {
            fault(10 + flap, flap * 1_200, flap * 1_200 + 300);
        }
        restart(4_000);
        pages.clear();
        keep(book.tick(at(3_900 + 1_799)));
        assertThat(book.openIncidents()).hasSize(1);
        keep(book.tick(at(3_900 + 1_800)));
        assertThat(book.openIncidents()).isEmpty();
        assertThat(pages).extracting(Page::action).containsExactly(PageAction.RESOLVE);
        assertThat(log).noneMatch(IncidentEvent.Noted.class::isInstance)
                .contains(new IncidentEvent.Resolved("INC-1", at(5_700), at(3_900), false));
    }

    @Test
    void whatAPersonAcceptedIsOverForTheDetectorToo() {
        keep(book.apply(new Finding.Opened(7, at(0), JUN13), at(0)));
        keep(book.apply(new Finding.Pageable(7, at(0), JUN13), at(0)));
        keep(book.apply(new OperatorCommand.Accept("INC-1", at(60), "ann"), at(60)));
        assertThat(log).contains(new IncidentEvent.Accepted("INC-1", at(60), "ann", List.of(7L)));
        assertThat(book.openIncidents()).isEmpty();
        assertThat(pages).extracting(Page::action).containsExactly(PageAction.TRIGGER,
                PageAction.RESOLVE);
        // The detector hears of it after its next findings.
        Diagnosis worse = diagnosis(COGENT_IN_SIN, 0.9, "sin");
        keep(book.apply(new Finding.Revised(7, at(61), worse), at(61)));
        keep(book.apply(new Finding.Pageable(7, at(62), worse), at(62)));
        keep(book.apply(new Finding.Resolved(7, at(63), at(63), false), at(63)));
        assertThat(book.openIncidents()).isEmpty();
        assertThat(pages).hasSize(2);
        keep(book.apply(new Finding.Opened(8, at(600), worse), at(600)));
        assertThat(book.openIncidents()).hasSize(1);
    }

    @Test
    void whatNoFindingHoldsCannotBeAccepted() {
        keep(book.apply(new Finding.Opened(7, at(0), JUN13), at(0)));
        restart(10);
        assertThat(book.apply(new OperatorCommand.Accept("INC-1", at(60), "ann"), at(60))
                .isNothing()).isTrue();
        assertThat(book.apply(new OperatorCommand.Accept("INC-9", at(60), "ann"), at(60))
                .isNothing()).isTrue();
        assertThat(book.openIncidents()).hasSize(1);
    }
}
