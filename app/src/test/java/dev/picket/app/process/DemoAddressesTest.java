package dev.picket.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A newcomer opens what the demo says is to be opened.
class DemoAddressesTest {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s,]+");

    @Test
    void everyAddressThatIsSaidShowsAPage(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (PicketProcess demo = PicketProcess.start(folder.resolve("demo.txt"), "demo",
                "--listen", "127.0.0.1:0");
                HttpClient http = HttpClient.newHttpClient()) {
            demo.await("the end of the introduction", START_MAX,
                    () -> demo.said().contains("first a minute of healthy traffic"));

            List<URI> said = ADDRESS.matcher(demo.said()).results().map(MatchResult::group)
                    .map(URI::create).toList();
            assertThat(said).hasSize(3);
            for (URI address : said) {
                assertThat(http.send(HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.discarding()).statusCode()).as("%s", address)
                        .isEqualTo(200);
            }
        }
    }
}
