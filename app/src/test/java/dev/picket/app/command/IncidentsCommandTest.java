package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IncidentsCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "127.0.0.1:8080", "ftp://127.0.0.1/", "http:///x"})
    void aUrlThatIsNoneIsAWrongCommandLineAndNoSilence(String url) {
        Spoken spoken = Spoken.of("incidents", "--url", url);

        assertThat(spoken.exitCode()).isEqualTo(2);
        assertThat(spoken.err()).contains("http://127.0.0.1:8080", url);
    }

    @Test
    void tellsTimesToTheSecond() throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.createContext("/api/v1/incidents", exchange -> {
                byte[] body = ("{\"incidents\":[{\"id\":\"INC-1\",\"status\":\"open\","
                        + "\"openedAt\":\"2026-06-13T08:00:01.333153184Z\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();

            assertThat(Spoken.of("incidents", "--url",
                    "http://127.0.0.1:" + server.getAddress().getPort()).out())
                    .startsWith("INC-1  open").endsWith("opened 2026-06-13T08:00:01Z\n");
        } finally {
            server.stop(0);
        }
    }
}
