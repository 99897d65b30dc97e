package dev.picket.alerting;

import static dev.picket.alerting.fixture.Samples.ARELION;
import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static dev.picket.alerting.fixture.Samples.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.alerting.deliver.RetryPolicy;
import dev.picket.alerting.fixture.MisbehavingPager;
import dev.picket.alerting.fixture.MisbehavingPager.Answer;
import dev.picket.alerting.sink.PagerDutySink;
import dev.picket.alerting.sink.Sink;
import dev.picket.alerting.sink.WebhookSink;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.Severity;
import dev.picket.platform.json.Json;
import dev.picket.platform.storage.Database;
import dev.picket.platform.time.SystemClock;
import dev.picket.platform.yaml.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertingTest {
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);
    /// The shipped policy with every wait cut to fit a test.
    private static final AlertingSettings SETTINGS = new AlertingSettings(Origin.LIVE,
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(300),
                    Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofHours(24)),
            RandomGeneratorFactory.of("L64X128MixRandom").create(1), Duration.ofMillis(50));
    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    @TempDir
    private Path folder;
    private Optional<Database> opened = Optional.empty();

    @BeforeEach
    void open() {
        opened = Optional.of(Database.open(folder.resolve("picket.db")));
    }

    private Database database() {
        return opened.orElseThrow();
    }

    @AfterEach
    void close() {
        database().close();
    }

    private Alerting alerting(Sink... sinks) {
        return Alerting.open(database(), List.of(sinks), SystemClock.system(), SETTINGS);
    }

    private static Sink pagerDuty(URI url) {
        return new PagerDutySink(url, Secret.of("routing-canary"), Optional.empty());
    }

    private static Sink webhook(URI url) {
        return new WebhookSink(url, Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Optional.empty());
    }

    private static void page(Alerting alerting, long id, Culprit culprit) {
        alerting.accept(new Finding.Opened(id, ONSET, diagnosis(culprit)));
        alerting.accept(new Finding.Pageable(id, ONSET, diagnosis(culprit)));
    }

    private static void resolve(Alerting alerting, long id) {
        alerting.accept(new Finding.Resolved(id, ONSET, ONSET, false));
    }

    /// Waits until an event of `alerting` that is `wanted` has been committed `times` times.
    private static void await(Alerting alerting, int times, Predicate<IncidentEvent> wanted)
            throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(times);
        alerting.addListener(event -> {
            if (wanted.test(event)) {
                seen.countDown();
            }
        });
        assertThat(seen.await(WAIT_MAX.toSeconds(), TimeUnit.SECONDS))
                .as("%s events within %s", times, WAIT_MAX).isTrue();
    }

    private static boolean accepted(IncidentEvent event) {
        return event instanceof IncidentEvent.PageAttempted attempt && attempt.accepted();
    }

    private static List<Optional<FailureCode>> failures(Alerting alerting, String id) {
        return alerting.events(id).stream().filter(IncidentEvent.PageAttempted.class::isInstance)
                .map(IncidentEvent.PageAttempted.class::cast)
                .map(IncidentEvent.PageAttempted::failure).toList();
    }

    private static List<String> actionsAndKeys(Stream<MisbehavingPager.Request> requests) {
        return requests.map(request -> Json.read(request.body(), JsonNode.class))
                .map(body -> body.path("event_action").asText() + " "
                        + body.path("dedup_key").asText())
                .toList();
    }

    @Test
    void losesNoPageToAPagerThatMisbehavesInEveryWay() throws Exception {
        try (MisbehavingPager pager = new MisbehavingPager(Answer.SERVER_ERROR, Answer.HANG,
                Answer.TOO_MANY, Answer.RESET_AFTER_ACCEPT, Answer.SLOW_BODY);
                Alerting alerting = alerting(pagerDuty(pager.url()))) {
            page(alerting, 1, COGENT_IN_SIN);
            resolve(alerting, 1);
            await(alerting, 2, AlertingTest::accepted);

            assertThat(failures(alerting, "INC-1")).containsExactly(
                    Optional.of(FailureCode.PAGER_ERROR), Optional.of(FailureCode.PAGER_SILENT),
                    Optional.of(FailureCode.PAGER_RATE_LIMITED),
                    Optional.of(FailureCode.PAGER_UNREACHABLE), Optional.empty(),
                    Optional.empty());
            assertThat(actionsAndKeys(pager.requests().stream())).containsExactly(
                    "trigger INC-1", "trigger INC-1", "trigger INC-1", "trigger INC-1",
                    "trigger INC-1", "resolve INC-1");
            // What the receiver took, after its own deduplication by key and action.
            assertThat(actionsAndKeys(
                    pager.requests().stream().filter(MisbehavingPager.Request::taken)).stream()
                    .distinct()).containsExactly("trigger INC-1", "resolve INC-1");
            assertThat(alerting.pagesByState()).isEqualTo(Map.of("accepted", 2L));
        }
    }

    @Test
    void leavesAPagerAloneForAsLongAsItAsksAndPagesOthersMeanwhile() throws Exception {
        try (MisbehavingPager limited = new MisbehavingPager(Answer.TOO_MANY);
                MisbehavingPager other = new MisbehavingPager();
                Alerting alerting = alerting(pagerDuty(limited.url()), webhook(other.url()))) {
            page(alerting, 1, COGENT_IN_SIN);
            page(alerting, 2, ARELION);
            await(alerting, 4, AlertingTest::accepted);

            List<Instant> toLimited = Stream
                    .concat(alerting.events("INC-1").stream(), alerting.events("INC-2").stream())
                    .filter(event -> event instanceof IncidentEvent.PageAttempted attempt
                            && attempt.sink().equals("pagerduty"))
                    .map(IncidentEvent::at).sorted().toList();
            // The answer asked for 1 s, for every incident.
            assertThat(toLimited).hasSize(3);
            assertThat(Duration.between(toLimited.get(0), toLimited.get(1)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(other.requests()).hasSize(2);
        }
    }

    @Test
    void neverRetriesWhatIsRefusedAndDropsTheResolveOfAPageNobodyHas() throws Exception {
        try (MisbehavingPager pager = new MisbehavingPager(Answer.BAD_REQUEST);
                Alerting alerting = alerting(pagerDuty(pager.url()))) {
            page(alerting, 1, COGENT_IN_SIN);
            await(alerting, 1, IncidentEvent.PageAttempted.class::isInstance);
            page(alerting, 2, ARELION);
            await(alerting, 1, AlertingTest::accepted);

            assertThat(actionsAndKeys(pager.requests().stream()))
                    .containsExactly("trigger INC-1", "trigger INC-2");
            assertThat(failures(alerting, "INC-1"))
                    .containsExactly(Optional.of(FailureCode.PAGER_REFUSED));
            assertThat(alerting.pagesByState()).isEqualTo(Map.of("accepted", 1L, "refused", 1L));
        }
    }

    @Test
    void sendsAfterAReopenWhatWasWrittenAndNeverAttempted() throws Exception {
        try (Alerting alerting = alerting(pagerDuty(NOBODY))) {
            page(alerting, 1, COGENT_IN_SIN);
            await(alerting, 1, IncidentEvent.PageAttempted.class::isInstance);
        }
        database().close();
        open();

        try (MisbehavingPager pager = new MisbehavingPager(Answer.RESET_AFTER_ACCEPT);
                Alerting alerting = alerting(pagerDuty(pager.url()))) {
            await(alerting, 1, AlertingTest::accepted);

            assertThat(actionsAndKeys(pager.requests().stream()).stream().distinct())
                    .containsExactly("trigger INC-1");
            assertThat(alerting.openIncidents()).extracting(Incident::id)
                    .containsExactly("INC-1");
        }
    }

    @Test
    void sendsAgainUnderTheSameKeyThePageWhoseAttemptTheProcessDiedIn() throws Exception {
        try (MisbehavingPager pager = new MisbehavingPager(Answer.HANG)) {
            try (Alerting alerting = alerting(pagerDuty(pager.url()))) {
                page(alerting, 1, COGENT_IN_SIN);
                pager.awaitRequests(1);
            }
            database().close();
            open();
            try (Alerting alerting = alerting(pagerDuty(pager.url()))) {
                await(alerting, 1, AlertingTest::accepted);

                assertThat(actionsAndKeys(pager.requests().stream())).containsExactly(
                        "trigger INC-1", "trigger INC-1");
            }
        }
    }

    @Test
    void keepsTheMessageIdOfAWebhookThroughRetries() throws Exception {
        try (MisbehavingPager hook = new MisbehavingPager(Answer.SERVER_ERROR, Answer.HANG);
                Alerting alerting = alerting(webhook(hook.url()))) {
            page(alerting, 1, COGENT_IN_SIN);
            await(alerting, 1, AlertingTest::accepted);

            assertThat(hook.requests()).hasSize(3);
            assertThat(hook.requests().stream().map(request -> request.headers().get("webhook-id"))
                    .distinct()).hasSize(1);
        }
    }

    @Test
    void replaysTheWholeHistoryToANewListenerAndThenGoesOn() {
        List<IncidentEvent> seen = new ArrayList<>();
        try (Alerting alerting = alerting()) {
            alerting.accept(new Finding.Opened(1, ONSET, diagnosis(COGENT_IN_SIN)));
            alerting.addListener(seen::add);
            assertThat(alerting.command(new OperatorCommand.Note("INC-1", ONSET, "ann", "hm")))
                    .isTrue();
            assertThat(alerting.command(new OperatorCommand.Note("INC-9", ONSET, "ann", "hm")))
                    .isFalse();

            assertThat(seen).hasSize(2).isEqualTo(alerting.events("INC-1"));
        }
    }

    @Test
    void takesAMadeUpPastIntoAnEmptyLogOnlyAndPagesNobody() throws IOException {
        Instant then = SystemClock.system().wall().minus(Duration.ofDays(7));
        List<IncidentEvent> past = List.of(
                new IncidentEvent.Opened("INC-1", then, Severity.MINOR, Origin.SIMULATED,
                        diagnosis(ARELION)),
                new IncidentEvent.PageEnqueued("INC-1", then, "pagerduty", "INC-1"),
                new IncidentEvent.Resolved("INC-1", then.plusSeconds(600), then.plusSeconds(500),
                        false));
        try (MisbehavingPager pager = new MisbehavingPager();
                Alerting alerting = alerting(pagerDuty(pager.url()))) {
            assertThat(alerting.seedHistory(past)).isTrue();
            assertThat(alerting.seedHistory(past)).isFalse();
            alerting.accept(new Finding.Opened(1, ONSET, diagnosis(COGENT_IN_SIN)));

            assertThat(alerting.events("INC-1")).isEqualTo(past);
            assertThat(alerting.openIncidents()).extracting(Incident::id)
                    .containsExactly("INC-2");
            assertThat(alerting.pagesByState()).isEmpty();
        }
    }

    @Test
    void commitsEventsAndPagesTogetherOrNotAtAllAndCatchesUpLater() throws Exception {
        try (MisbehavingPager pager = new MisbehavingPager();
                Alerting alerting = alerting(pagerDuty(pager.url()))) {
            database().jdbi().useHandle(handle -> handle.execute(
                    "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(FAIL, 'full');"
                            + " END"));
            page(alerting, 1, COGENT_IN_SIN);
            // Opened was committed; PageEnqueued must wait with its page.
            assertThat(alerting.events("INC-1")).hasSize(1);
            assertThat(alerting.openIncidents()).hasSize(1);

            database().jdbi().useHandle(handle -> handle.execute("DROP TRIGGER full"));
            await(alerting, 1, AlertingTest::accepted);

            assertThat(alerting.events("INC-1")).hasSize(3);
            assertThat(alerting.dropped()).isZero();
        }
    }
}
