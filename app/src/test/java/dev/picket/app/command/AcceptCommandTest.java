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

final class AcceptCommandTest {

    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private String answer = "{\"id\":\"INC-4\",\"status\":\"resolved\"}";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
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

    private Spoken accept(String... args) {
        List<String> all = new ArrayList<>(List.of("accept", "--by", "ann", "--url",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        all.addAll(List.of(args));
        return Spoken.of(all.toArray(String[]::new));
    }

    @Test
    void saysWhoAcceptsWhat() {
        Spoken spoken = accept("INC-4");

        assertThat(spoken.exitCode()).isZero();
        assertThat(spoken.out()).startsWith("INC-4 is accepted");
        assertThat(asked).containsExactly("POST /api/v1/incidents/INC-4/accept application/json "
                + "{\"by\":\"ann\"}");
        assertThat(accept("INC-4", "--json").out()).isEqualTo(answer + "\n");
    }

    @Test
    void saysWhyItIsNotTaken() {
        status = 409;
        answer = "{\"detail\":\"The detector holds no open fault for INC-4\"}";
        Spoken spoken = accept("INC-4");
        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).contains("holds no open fault for INC-4");
    }

    @Test
    void whatIsNoIncidentIsNotAsked() {
        assertThat(accept("../x").exitCode()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
