package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventCommandTest {

    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private String answer = "{\"incidents\":[\"INC-4\",\"INC-7\"]}";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/events", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("content-type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(),
                            StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Spoken event(String... args) {
        List<String> all = new ArrayList<>(List.of("event", "disabled cogent@sin", "--by", "ann",
                "--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        all.addAll(List.of(args));
        return Spoken.of(all.toArray(String[]::new));
    }

    @Test
    void sendsTheActAndNamesTheIncidentsItStandsOn() {
        Spoken spoken = event();

        assertThat(spoken.exitCode()).isZero();
        assertThat(spoken.out()).isEqualTo("recorded on INC-4, INC-7\n");
        assertThat(asked).containsExactly("POST application/json "
                + "{\"by\":\"ann\",\"text\":\"disabled cogent@sin\"}");
        assertThat(event("--json").out()).isEqualTo(answer + "\n");
    }

    @Test
    void saysWhatBecomesOfItWhereNothingIsOpen() {
        answer = "{\"incidents\":[]}";
        assertThat(event().out()).isEqualTo(
                "kept for incidents that open in the next 30 min; none is open now\n");
    }

    @Test
    void anAnswerThatIsNoPicketsIsNoSuccess() {
        status = 404;
        answer = "<html>";
        Spoken spoken = event();
        assertThat(spoken.exitCode()).isEqualTo(3);
        assertThat(spoken.err()).contains("is no Picket");
        server.stop(0);
        assertThat(event().exitCode()).isEqualTo(3);
    }
}
