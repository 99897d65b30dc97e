package dev.picket.alerting.sink;

import static dev.picket.alerting.fixture.Samples.COGENT_IN_SIN;
import static dev.picket.alerting.fixture.Samples.ONSET;
import static dev.picket.alerting.fixture.Samples.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.picket.alerting.book.Page;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import dev.picket.platform.json.Json;
import dev.picket.platform.time.SystemClock;
import dev.picket.platform.yaml.Secret;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SinksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final URI HOOK = URI.create("https://hook.example/");
    private static final Incident INCIDENT = Incident.opened(new IncidentEvent.Opened("INC-1",
            ONSET.plusSeconds(9), Severity.MAJOR, Origin.LIVE, diagnosis(COGENT_IN_SIN)));

    private static Page page(PageAction action) {
        return new Page("any", "INC-1#2", action, ONSET.plusSeconds(12), INCIDENT);
    }

    private static JsonNode pagerDuty(PageAction action) {
        Sink sink = new PagerDutySink(HOOK, Secret.of("0123456789abcdef0123456789abcdef"),
                Optional.of(URI.create("http://127.0.0.1:8080")));
        return Json.read(sink.request("page-1", page(action), ONSET).body(), JsonNode.class);
    }

    @Test
    void writesThePagerDutyEventToTheLetter() {
        ObjectNode event = (ObjectNode) pagerDuty(PageAction.TRIGGER);
        ObjectNode details = (ObjectNode) event.path("payload").path("custom_details");
        details.remove(List.of("text", "incident"));

        assertThat(event.toString()).isEqualTo(
                """
                        {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger",\
                        "dedup_key":"INC-1#2","payload":{"summary":"[SIN] 34 % of WireGuard \
                        handshakes \
                        fail on 8/9 paths in 3 regions; likely upstream: cogent in sin (0.86)",\
                        "source":"sin","severity":"error","timestamp":"2026-06-13T04:05:06Z",\
                        "component":"wireguard","group":"cogent","class":"failed",\
                        "custom_details":{\
                        "onset":"2026-06-13 04:05:06 UTC (between 04:05:04 and 04:05:07)",\
                        "culprit":"cogent in sin (0.86): 8 of 9 paths through it bad, 0 of 11 \
                        comparable \
                        paths not through it","scope":"8 of 9 watched paths, regions sin, sjc, \
                        fra",\
                        "still_works":"sjc to fra-gw by WireGuard and 10 more",\
                        "rivals":"region sin (0.09; 8 \
                        of 14 \
                        paths through it bad, 0 of 6 comparable paths not through it)"}},"links":[{\
                        "href":"http://127.0.0.1:8080/incidents/INC-1","text":"Incident INC-1"}],\
                        "client":"Picket","client_url":"http://127.0.0.1:8080"}""");
    }

    @Test
    void updatesByTriggerAndResolvesByResolveUnderTheSameKey() {
        assertThat(pagerDuty(PageAction.UPDATE).path("event_action").asText())
                .isEqualTo("trigger");
        assertThat(pagerDuty(PageAction.RESOLVE).path("event_action").asText())
                .isEqualTo("resolve");
        assertThat(pagerDuty(PageAction.RESOLVE).path("dedup_key").asText()).isEqualTo("INC-1#2");
    }

    private static HttpHeaders headers(SinkRequest request) {
        return HttpHeaders.of(request.headers().entrySet().stream().collect(
                Collectors.toMap(entry -> entry.getKey(), entry -> List.of(entry.getValue()))),
                (_, _) -> true);
    }

    @Test
    void signsWebhooksSoThatTheStandardVerifierTakesThemAndRefusesForgeries() throws Exception {
        Instant now = SystemClock.system().wall();
        SinkRequest request = new WebhookSink(HOOK, Secret.of(SECRET), Optional.empty())
                .request("page-1-2", page(PageAction.TRIGGER), now);
        Webhook verifier = new Webhook(SECRET);

        verifier.verify(request.body(), headers(request));

        assertThatThrownBy(() -> verifier.verify(request.body() + " ", headers(request)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(request.headers()).containsEntry("webhook-id", "page-1-2")
                .containsEntry("webhook-timestamp", Long.toString(now.getEpochSecond()));
        assertThat(request.body()).startsWith("{\"type\":\"incident.trigger\",\"timestamp\":")
                .contains("\"culprit\":{\"provider\":\"cogent\",\"region\":\"sin\"}")
                .hasSizeLessThan(20_000);
    }

    @Test
    void neverPrintsASecret() {
        SinkRequest request = new PagerDutySink(HOOK, Secret.of("canary"), Optional.empty())
                .request("page-1", page(PageAction.TRIGGER), ONSET);

        assertThat(request.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> new WebhookSink(HOOK, Secret.of("canary"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).message().doesNotContain("canary");
    }
}
