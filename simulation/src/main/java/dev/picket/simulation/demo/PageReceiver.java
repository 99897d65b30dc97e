package dev.picket.simulation.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.picket.model.time.Clock;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A receiver of pages on loopback that answers as PagerDuty (Events API v2) and as a webhook do,
/// tells repeats by their key, and keeps what it got.
public final class PageReceiver implements AutoCloseable {

    private static final String PAGERDUTY_PATH = "/v2/enqueue";
    private static final String WEBHOOK_PATH = "/hook";
    /// PagerDuty's own limit on an event.
    private static final int BODY_BYTES_MAX = 512 * 1024;
    private static final int PAGES_MAX = 1000;
    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Clock clock;
    private final Consumer<ReceivedPage> listener;
    private final List<ReceivedPage> pages = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private PageReceiver(HttpServer server, Clock clock, Consumer<ReceivedPage> listener) {
        this.server = server;
        this.clock = clock;
        this.listener = listener;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /// Starts on a free port of 127.0.0.1; `listener` is told of every page, repeats included.
    public static PageReceiver start(Clock clock, Consumer<ReceivedPage> listener)
            throws IOException {
        HttpServer server = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        PageReceiver receiver = new PageReceiver(server, clock, listener);
        server.createContext(PAGERDUTY_PATH, receiver::pagerDuty);
        server.createContext(WEBHOOK_PATH, receiver::webhook);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    public URI pagerDutyUrl() {
        return url(PAGERDUTY_PATH);
    }

    public URI webhookUrl() {
        return url(WEBHOOK_PATH);
    }

    /// What it got, in order.
    public List<ReceivedPage> pages() {
        synchronized (pages) {
            return List.copyOf(pages);
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void pagerDuty(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = body(exchange);
            String action = event.path("event_action").asText();
            String key = event.path("dedup_key").asText();
            if (action.isEmpty() || key.isEmpty()) {
                answer(exchange, 400, "{\"status\":\"invalid event\","
                        + "\"message\":\"event_action and dedup_key are needed\"}");
                return;
            }
            keep("pagerduty", key, action, event.path("payload").path("summary").asText());
            answer(exchange, 202, Json.mapper().createObjectNode().put("status", "success")
                    .put("message", "Event processed").put("dedup_key", key).toString());
        }
    }

    private void webhook(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = body(exchange);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            if (id == null || message.isMissingNode()) {
                answer(exchange, 400, "{\"message\":\"not a webhook message\"}");
                return;
            }
            String key = message.findPath("dedup_key").asText(message.findPath("id").asText(id));
            keep("webhook", key, message.path("type").asText("message"),
                    message.findPath("summary").asText());
            answer(exchange, 200, "{}");
        }
    }

    private void keep(String receiver, String key, String action, String summary) {
        ReceivedPage page;
        synchronized (pages) {
            boolean repeat = !known.add(receiver + " " + key + " " + action);
            page = new ReceivedPage(receiver, clock.wall(), key, action, summary, repeat);
            if (pages.size() < PAGES_MAX) {
                pages.add(page);
            }
        }
        listener.accept(page);
    }

    /// The body as JSON; a missing node where it is none.
    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
        try {
            return Json.mapper().readTree(bytes);
        } catch (JsonProcessingException _) {
            return Json.mapper().missingNode();
        }
    }

    private static void answer(HttpExchange exchange, int status, String json)
            throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
