package dev.picket.dashboards.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.metrics.Metrics;
import dev.picket.dashboards.story.FixedClock;
import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.TicketKind;
import dev.picket.platform.json.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardServerTest {

    private final List<OperatorCommand> commands = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.newHttpClient();
    private final DashboardServer server = start(boardWithTickets());

    private static Board boardWithTickets() {
        Board board = Story.boardInTrouble();
        board.accept(new IncidentEvent.Ticketed("TKT-1", World.NOW.minusSeconds(90_000),
                TicketKind.MISCALIBRATED, "stamp lost", "worse than what was learnt"));
        board.accept(new IncidentEvent.Ticketed("TKT-2", World.NOW.minusSeconds(7_200),
                TicketKind.BLIPS, "cogent in sin", "5 blips in 24 h, each too short for a page"));
        return board;
    }

    private DashboardServer start(Board board) {
        return DashboardServer.start(
                DashboardSettings.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new DashboardSources(board, new Metrics(World.topology(), List.of("pagerduty")),
                        command -> take(board, command), new FixedClock(World.NOW)));
    }

    /// A log that accepts what is open, but for one person.
    private void take(Board board, OperatorCommand command) {
        commands.add(command);
        if (command instanceof OperatorCommand.Accept(String id, var at, String by)
                && board.incident(id).orElseThrow().incident().isOpen()
                && !by.equals("nobody")) {
            board.accept(new IncidentEvent.Accepted(id, at, by, List.of(3L)));
        }
    }

    @BeforeAll
    void requirePort() {
        assertThat(server.publicAddress().getPort()).isPositive();
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void servesTheStatusPageWithEveryHeaderItNeeds() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Packet loss through cogent in Singapore (sin)");
        assertThat(page.headers().firstValue("cache-control")).hasValue(
                "public, max-age=10, stale-while-revalidate=30, stale-if-error=86400");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("unsafe");
    }

    @Test
    void answers304ToAClientThatHoldsThePage() throws Exception {
        String tag = get("/").headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = send(request("/").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send(request("/").header("If-None-Match", "\"other\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void sendsTheGzipFormUnderItsOwnTag() throws Exception {
        HttpResponse<String> zipped = send(request("/").header("Accept-Encoding", "gzip"));

        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(zipped.headers().firstValue("etag").orElseThrow()).endsWith("-gz\"");
    }

    @Test
    void listsIncidentsAsJsonWithTheCulpritInScenarioKeysAndNoNames() throws Exception {
        JsonNode incident = Json.mapper().readTree(get("/api/v1/incidents").body())
                .get("incidents").get(0);

        assertThat(incident.get("id").asText()).isEqualTo("INC-31");
        assertThat(incident.get("culprit").toString())
                .isEqualTo("{\"provider\":\"cogent\",\"region\":\"sin\"}");
        assertThat(incident.get("origin").asText()).isEqualTo("live");
        assertThat(incident.get("pagedAt").asText()).isEqualTo("2026-06-14T15:26:22Z");
        assertThat(incident.has("acknowledgedBy")).isFalse();
    }

    @Test
    void tellsOneIncidentWithItsEvents() throws Exception {
        JsonNode incident = Json.mapper().readTree(get("/api/v1/incidents/INC-31").body());

        assertThat(incident.get("events")).hasSize(6);
        assertThat(incident.get("events").get(3).get("accepted").asBoolean()).isTrue();
    }

    @Test
    void showsTicketsWithTheirKindAgeAndWhatToDo() throws Exception {
        JsonNode ticket = Json.mapper().readTree(get("/api/v1/tickets").body()).get("tickets")
                .get(0);
        assertThat(ticket.get("id").asText()).isEqualTo("TKT-2");
        assertThat(ticket.get("kind").asText()).isEqualTo("BLIPS");
        assertThat(ticket.get("text").asText()).isEqualTo("""
                cogent in sin: 5 blips in 24 h, each too short for a page.
                Next: %s.""".formatted(TicketKind.BLIPS.nextStep()));

        assertThat(get("/incidents").body()).contains(">Tickets</h2>", "TKT-2", "TKT-1",
                "short blips", "(2 h ago)",
                "cogent in sin: 5 blips in 24 h, each too short for a page.\nNext: "
                        + TicketKind.BLIPS.nextStep());
        assertThat(get("/").body()).doesNotContain("TKT-2");
    }

    @Test
    void anIncidentIsAcceptedByAPersonOnlyWhereAFaultIsKnown() throws Exception {
        assertThat(accept("INC-31", "text/plain", "{\"by\":\"ann\"}").statusCode()).isEqualTo(400);
        assertThat(accept("INC-31", "application/json", "{}").statusCode()).isEqualTo(400);
        assertThat(accept("INC-999", "application/json", "{\"by\":\"ann\"}").statusCode())
                .isEqualTo(404);
        HttpResponse<String> refused = accept("INC-31", "application/json",
                "{\"by\":\"nobody\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("holds no open fault for INC-31");
    }

    @Test
    void anAcceptedIncidentIsOverAndSaysByWhom() throws Exception {
        try (DashboardServer other = start(Story.boardInTrouble())) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                    + other.publicAddress().getPort() + "/api/v1/incidents/INC-31/accept"));
            HttpResponse<String> answer = send(request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"ann\"}")));
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode incident = Json.mapper().readTree(answer.body());
            assertThat(incident.get("status").asText()).isEqualTo("resolved");
            assertThat(incident.get("events").get(6).get("type").asText()).isEqualTo("accepted");
            assertThat(incident.get("events").get(6).get("by").asText()).isEqualTo("ann");
        }
    }

    private HttpResponse<String> accept(String id, String mediaType, String body)
            throws Exception {
        return send(request("/api/v1/incidents/" + id + "/accept")
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void listsUnresolvedIncidentsInTheShapeFlyctlReads() throws Exception {
        JsonNode incident = Json.mapper()
                .readTree(get("/api/v2/incidents/unresolved.json").body()).get("incidents").get(0);

        for (String field : List.of("created_at", "id", "name", "started_at", "status",
                "updated_at")) {
            assertThat(incident.get(field).isTextual()).as(field).isTrue();
        }
        assertThat(incident.get("resolved_at").isNull()).isTrue();
        assertThat(incident.get("components").get(0).get("name").asText()).isEqualTo("sin");
    }

    @Test
    void refusesWithAProblemDocumentUnderApi() throws Exception {
        HttpResponse<String> answer = get("/api/v1/incidents/INC-999");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(Json.mapper().readTree(answer.body()).get("status").asInt()).isEqualTo(404);
        assertThat(get("/nowhere").body()).contains("There is nothing at this address.");
    }

    /// A target's name alone is no command line that works.
    @Test
    void saysHowAFailureIsRepeatedFromWhereItWasSeen() throws Exception {
        assertThat(get("/incidents/INC-31").body())
                .containsPattern("<code>picket probe stamp sin-edge1 --from [a-z]{3} -c FILE");
    }

    @Test
    void acknowledgesOnlyThroughAFormOfItsOwn() throws Exception {
        commands.clear();
        HttpResponse<String> sheet = get("/incidents/INC-31");
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(sheet.body());
        assertThat(token.find()).isTrue();
        String cookie = sheet.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
        String session = cookie.substring(0, cookie.indexOf(';'));

        assertThat(acknowledge("wrong", session).statusCode()).isEqualTo(403);
        assertThat(acknowledge(token.group(1), "picket-session=stolen").statusCode())
                .isEqualTo(403);
        assertThat(commands).isEmpty();
        assertThat(acknowledge(token.group(1), session).statusCode()).isEqualTo(303);
        assertThat(commands).containsExactly(
                new OperatorCommand.Acknowledge("INC-31", World.NOW, "Ana Ruiz"));
    }

    @Test
    void takesAnOperatorsActAsJsonOnlyAndTellsWhichIncidentsAreOpen() throws Exception {
        commands.clear();
        String act = "{\"by\":\"Ana\",\"text\":\"disabled cogent@sin\"}";
        assertThat(act("text/plain", act).statusCode()).isEqualTo(400);
        assertThat(act("application/json", "{\"by\":\"Ana\"}").statusCode()).isEqualTo(400);
        assertThat(act("application/json", "no JSON").statusCode()).isEqualTo(400);
        assertThat(commands).isEmpty();

        HttpResponse<String> taken = act("application/json", act);

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("{\"incidents\":[\"INC-31\"]}");
        assertThat(commands).containsExactly(
                new OperatorCommand.Act(World.NOW, "Ana", "disabled cogent@sin"));
    }

    private HttpResponse<String> act(String mediaType, String body) throws Exception {
        return send(request("/api/v1/events").header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> acknowledge(String token, String cookie) throws Exception {
        String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)
                + "&by=Ana+Ruiz";
        return send(request("/incidents/INC-31/acknowledge").header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.publicAddress().getPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
