package dev.picket.probes.machine.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.json.Json;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.yaml.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP server that answers like the Machines API: create, wait, list by metadata, destroy.
/// Each region can be told to misbehave in one way.
public final class MachinesApiStandIn implements AutoCloseable {

    /// Machines that exist at one time; create answers 409 beyond.
    private static final int MACHINES_MAX = 10_000;
    private static final int BODY_MAX = 65_536;
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration HANG_MAX = Duration.ofMinutes(5);
    private static final int POLLS_MAX = 60_000;
    private static final String NO_ROOM = """
            {"error":"could not reserve resource for machine: insufficient memory available",\
            "status":"insufficient_capacity"}""";
    private static final String NOT_FOUND = "{\"error\":\"machine not found\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final Secret token;
    private final Duration startTime;
    private final Map<String, Misbehaviour> byRegion = new ConcurrentHashMap<>();
    private final Map<String, StandInMachine> machines = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    /// How a stand-in is set up.
    ///
    /// @param token what callers must show
    /// @param startTime how long a Machine takes to start
    public record Setup(InetSocketAddress listen, Secret token, Duration startTime) {}

    private MachinesApiStandIn(HttpServer server, Setup setup, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.token = setup.token();
        this.startTime = setup.startTime();
    }

    /// Listens at once; port 0 takes any free one.
    public static MachinesApiStandIn start(Setup setup, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(setup.listen(), 0);
        MachinesApiStandIn standIn = new MachinesApiStandIn(server, setup, clock);
        server.setExecutor(standIn.threads);
        server.createContext("/v1/apps/", standIn::handle);
        server.start();
        return standIn;
    }

    /// The base address to hand to a probe.
    public URI api() {
        return URI.create("http://" + SocketAddresses.text(server.getAddress()) + "/v1");
    }

    /// From now on the region behaves so.
    public void behave(String region, Misbehaviour misbehaviour) {
        byRegion.put(region, misbehaviour);
    }

    /// Machines that exist now.
    public int existing() {
        return machines.size();
    }

    /// Machines ever created.
    public int created() {
        return created.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + token.reveal()).equals(shown)) {
                answer(exchange, 401, "{\"error\":\"unauthorized\"}");
                return;
            }
            route(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// `/v1/apps/{app}/machines[/{id}[/wait]]`
    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String[] parts = exchange.getRequestURI().getPath().split("/", -1);
        String what = exchange.getRequestMethod() + " " + (parts.length - 5);
        switch (what) {
            case "POST 0" -> create(exchange);
            case "GET 0" -> list(exchange);
            case "GET 1" -> show(exchange, parts[5]);
            case "DELETE 1" -> destroy(exchange, parts[5]);
            case "GET 2" -> await(exchange, parts[5]);
            default -> answer(exchange, 404, "{\"error\":\"not found\"}");
        }
    }

    private void create(HttpExchange exchange) throws IOException, InterruptedException {
        JsonNode body = Json.mapper()
                .readTree(exchange.getRequestBody().readNBytes(BODY_MAX));
        String region = body.path("region").asText("");
        if (region.isEmpty() || body.path("config").path("image").asText("").isEmpty()) {
            answer(exchange, 422, "{\"error\":\"region and config.image are needed\"}");
            return;
        }
        Misbehaviour how = machines.size() >= MACHINES_MAX
                ? Misbehaviour.CAPACITY
                : byRegion.getOrDefault(region, Misbehaviour.NONE);
        switch (how) {
            case NONE, DESTROY_FAILS, STAYS_CREATED -> answer(exchange, 200,
                    make(region, body, how).json(clock.monotonic()).toString());
            case WRONG_REGION -> answer(exchange, 200,
                    make("else", body, how).json(clock.monotonic()).toString());
            case CAPACITY -> answer(exchange, 409, NO_ROOM);
            case SERVER_ERROR -> answer(exchange, 500, "{\"error\":\"internal server error\"}");
            case RATE_LIMITED -> answer(exchange, 429, "{\"error\":\"rate limit exceeded\"}");
            case OVER_QUOTA -> answer(exchange, 403, "{\"error\":\"over the allowed quota\"}");
            case NONSENSE -> answer(exchange, 200, "<html>hello</html>");
            case HANG -> Thread.sleep(HANG_MAX);
            case HANG_BUT_CREATED -> {
                make(region, body, how);
                Thread.sleep(HANG_MAX);
            }
            case TIMEOUT_BUT_CREATED -> {
                make(region, body, how);
                answer(exchange, 408, "{\"error\":\"request timed out\"}");
            }
            // Closing without a word is what a reset looks like from the other side.
            case RESET_BUT_CREATED -> make(region, body, how);
        }
    }

    private StandInMachine make(String region, JsonNode body, Misbehaviour how) {
        String id = String.format("%014x", created.incrementAndGet());
        StandInMachine machine = new StandInMachine(id, region, body.path("config"), clock.wall(),
                clock.monotonic().plus(startTime), how != Misbehaviour.STAYS_CREATED);
        machines.put(id, machine);
        return machine;
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = Query.of(exchange.getRequestURI());
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        MonotonicInstant now = clock.monotonic();
        machines.values().stream()
                .filter(machine -> query.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("metadata."))
                        .allMatch(entry -> machine.hasMetadata(
                                entry.getKey().substring("metadata.".length()),
                                entry.getValue())))
                .filter(machine -> machine.region()
                        .equals(query.getOrDefault("region", machine.region())))
                .forEach(machine -> list.add(machine.json(now)));
        answer(exchange, 200, list.toString());
    }

    private void show(HttpExchange exchange, String id) throws IOException {
        Optional<StandInMachine> machine = Optional.ofNullable(machines.get(id));
        answer(exchange, machine.isPresent() ? 200 : 404, machine
                .map(found -> found.json(clock.monotonic()).toString()).orElse(NOT_FOUND));
    }

    private void destroy(HttpExchange exchange, String id) throws IOException {
        StandInMachine machine = machines.get(id);
        if (machine == null) {
            answer(exchange, 404, NOT_FOUND);
        } else if (byRegion.get(machine.region()) == Misbehaviour.DESTROY_FAILS) {
            answer(exchange, 500, "{\"error\":\"could not destroy machine\"}");
        } else {
            machines.remove(id);
            answer(exchange, 200, "{\"ok\":true}");
        }
    }

    private void await(HttpExchange exchange, String id)
            throws IOException, InterruptedException {
        Map<String, String> query = Query.of(exchange.getRequestURI());
        long seconds = Query.wholeNumber(query.getOrDefault("timeout", "60"), 1, 60);
        MonotonicInstant until = clock.monotonic().plus(Duration.ofSeconds(seconds));
        for (int poll = 0; poll < POLLS_MAX; poll++) {
            StandInMachine machine = machines.get(id);
            MonotonicInstant now = clock.monotonic();
            if (machine == null) {
                answer(exchange, 404, NOT_FOUND);
                return;
            }
            if (machine.isStarted(now)) {
                answer(exchange, 200, "{\"ok\":true}");
                return;
            }
            if (!now.isBefore(until)) {
                break;
            }
            Thread.sleep(POLL);
        }
        answer(exchange, 408, "{\"error\":\"not in that state yet\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("fly-request-id", "01STANDIN-lo");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
