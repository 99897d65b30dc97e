package dev.picket.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.json.Json;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.ResponderService;
import dev.picket.probes.session.Responder;
import dev.picket.probes.stamp.StampReflector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process killed while an incident is open and its page undelivered loses nothing and pages
/// nobody twice.
final class KillTest {

    private static final Duration START_MAX = Duration.ofSeconds(40);
    private static final Duration DETECT_MAX = Duration.ofSeconds(40);
    /// Twelve paths by two rounds a second: the warm-up of 4 s and two seconds more.
    private static final int RUNS_BEYOND_WARM_UP = 12 * 2 * (4 + 2);

    /// Reflectors of six targets on loopback; those behind `north` fall silent on demand.
    private static final class Reflectors implements AutoCloseable {

        private final DatagramPlane plane;
        private final AtomicBoolean northSilent = new AtomicBoolean();
        private final List<String> targets = new ArrayList<>();

        Reflectors() throws IOException {
            Clock clock = SystemClock.system();
            plane = DatagramPlanes.open(clock, "reflectors");
            for (String region : List.of("sin", "fra", "lhr")) {
                for (String provider : List.of("north", "south")) {
                    Responder inner = new StampReflector(0);
                    Responder responder = provider.equals("north")
                            ? (MonotonicInstant now, Instant wall, InetSocketAddress from,
                                    ByteBuffer request) -> northSilent.get()
                                            ? Optional.empty()
                                            : inner.answer(now, wall, from, request)
                            : inner;
                    ResponderService service = ResponderService.open(plane, clock,
                            new ResponderService.Binding(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                    1 << 20),
                            responder);
                    targets.add("  " + region + "-" + provider + ": {kind: stamp, region: "
                            + region + ", address: \"127.0.0.1:" + service.local().getPort()
                            + "\", via: [" + provider + "]}");
                }
            }
        }

        @Override
        public void close() {
            plane.close();
        }
    }

    /// A receiver of pages that refuses all until told otherwise.
    private static final class Receiver implements AutoCloseable {

        private final HttpServer server;
        private final AtomicBoolean accepts = new AtomicBoolean();
        private final List<JsonNode> refused = new CopyOnWriteArrayList<>();
        private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();

        Receiver() throws IOException {
            server = HttpServer
                    .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/", exchange -> {
                try (exchange) {
                    JsonNode event = Json.mapper()
                            .readTree(exchange.getRequestBody().readAllBytes());
                    boolean good = accepts.get();
                    (good ? accepted : refused).add(event);
                    exchange.sendResponseHeaders(good ? 202 : 500, -1);
                }
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        static Set<String> triggers(List<JsonNode> events) {
            return events.stream()
                    .filter(event -> event.path("event_action").asText().equals("trigger"))
                    .map(event -> event.path("dedup_key").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void anIncidentAndItsPageSurviveKillNineAndPageOnce(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Reflectors reflectors = new Reflectors(); Receiver receiver = new Receiver()) {
            Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
            Path file = Files.writeString(folder.resolve("picket.yaml"),
                    settings(reflectors, receiver));

            PicketProcess first = PicketProcess.start(folder.resolve("first.txt"), "run", "-c",
                    file.toString());
            try {
                first.await("the first reply", START_MAX,
                        () -> first.said().contains("first probe reply after"));
                first.await("the end of the warm-up", START_MAX,
                        () -> first.runs() >= RUNS_BEYOND_WARM_UP);
                reflectors.northSilent.set(true);
                first.await("a refused page", DETECT_MAX,
                        () -> !Receiver.triggers(receiver.refused).isEmpty());
            } finally {
                first.kill();
            }
            receiver.accepts.set(true);

            try (PicketProcess second = PicketProcess.start(folder.resolve("second.txt"), "run",
                    "-c", file.toString())) {
                second.await("the accepted page", DETECT_MAX,
                        () -> !Receiver.triggers(receiver.accepted).isEmpty());
                // The detector finds the fault anew: the incident it finds is the one that is open.
                second.await("a detector past its warm-up", DETECT_MAX,
                        () -> second.runs() >= RUNS_BEYOND_WARM_UP);
                JsonNode incidents = Json.mapper().readTree(second.get("api/v1/incidents"))
                        .path("incidents");
                assertThat(incidents).as(second.said()).hasSize(1);
                assertThat(incidents.path(0).path("id").asText()).isEqualTo("INC-1");
                assertThat(incidents.path(0).path("status").asText()).isEqualTo("open");
                assertThat(incidents.path(0).path("culprit"))
                        .hasToString("{\"provider\":\"north\"}");
            }

            assertThat(first.said()).contains("INC-1 opened: north (");
            assertThat(Receiver.triggers(receiver.refused)).containsExactly("INC-1");
            assertThat(Receiver.triggers(receiver.accepted)).containsExactly("INC-1");
        }
    }

    private static String settings(Reflectors reflectors, Receiver receiver) {
        return """
                network:
                  providers: {north: {asn: 64501}, south: {asn: 64502}, metro: {}, cable: {}}
                  regions:
                    sin: {providers: [north, south]}
                    fra: {providers: [north, south]}
                    lhr: {providers: [north, south]}
                offNet:
                  office: {access: [metro], bind: 127.0.0.1}
                  home: {access: [cable], bind: 127.0.0.2}
                targets:
                TARGETS
                probes: {stamp: {every: 500ms, packets: 10, timeout: 200ms}}
                detector: {tick: 500ms, warmUp: 4s}
                pages:
                  pagerduty:
                    url: "http://127.0.0.1:PORT/v2/enqueue"
                    routingKey: "${file:key}"
                web: {listen: "127.0.0.1:0"}
                """
                .replace("TARGETS", String.join("\n", reflectors.targets))
                .replace("PORT", Integer.toString(receiver.port()));
    }
}
