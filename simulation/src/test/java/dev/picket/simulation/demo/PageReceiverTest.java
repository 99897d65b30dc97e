package dev.picket.simulation.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.time.SystemClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReceiverTest {

    @Test
    void answersAsPagerDutyDoesAndTellsRepeatsByTheirKey()
            throws IOException, InterruptedException {
        List<ReceivedPage> told = new ArrayList<>();
        try (PageReceiver receiver = PageReceiver.start(SystemClock.system(), told::add)) {
            String event = "{\"routing_key\":\"k\",\"event_action\":\"trigger\",\"dedup_key\":"
                    + "\"INC-1\",\"payload\":{\"summary\":\"cogent in sin\"}}";
            HttpResponse<String> first = post(receiver.pagerDutyUrl(), event);
            post(receiver.pagerDutyUrl(), event);
            HttpResponse<String> bad = post(receiver.pagerDutyUrl(), "{\"dedup_key\":\"x\"}");
            HttpResponse<String> none = post(receiver.pagerDutyUrl(), "no json");

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(first.body()).contains("\"status\":\"success\"")
                    .contains("\"dedup_key\":\"INC-1\"");
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(receiver.pages()).extracting(ReceivedPage::repeat)
                    .containsExactly(false, true);
            assertThat(told).isEqualTo(receiver.pages());
            assertThat(told.getFirst().summary()).isEqualTo("cogent in sin");
        }
    }

    private static HttpResponse<String> post(URI url, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url)
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
