package dev.picket.app.command;

import dev.picket.app.terminal.Terminal;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// Where a running Picket is reached, as options of the commands that ask it something.
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class RunningPicket {

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Option(names = "--url", paramLabel = "URL", //
            description = "Where Picket serves its pages (http://127.0.0.1:8080).")
    private String url = "http://127.0.0.1:8080";

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", //
            description = "The configuration it runs with, instead of --url.")
    private Optional<Path> file = Optional.empty();

    /// The address of a path of its API; empty where `--url` or the configuration is not good,
    /// which has then been said.
    Optional<URI> address(String path, Terminal terminal) {
        if (file.isEmpty()) {
            Optional<URI> base = base();
            if (base.isEmpty()) {
                terminal.aside("picket: --url takes an address such as http://127.0.0.1:8080, "
                        + "got '" + url + "'");
            }
            return base.map(served -> served.resolve(path));
        }
        Optional<Settings> settings = GoodSettings.read(file.get(), terminal);
        return settings.map(read -> URI
                .create("http://" + SocketAddresses.text(read.web().listen())).resolve(path));
    }

    private Optional<URI> base() {
        try {
            return Optional.of(new URI(url))
                    .filter(uri -> SCHEMES.contains(String.valueOf(uri.getScheme()))
                            && uri.getHost() != null);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /// The answer to a request; empty where there was none, which has then been said.
    static Optional<HttpResponse<String>> ask(HttpRequest.Builder request, URI address,
            Terminal terminal) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(WAIT_MAX).build()) {
            return Optional.of(client.send(request.uri(address).timeout(WAIT_MAX).build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | IllegalArgumentException _) {
            terminal.aside("picket: no answer from " + address + " within "
                    + WAIT_MAX.toSeconds() + " s; start Picket with `picket run -c FILE` "
                    + "or name another address by --url");
            return Optional.empty();
        }
    }
}
