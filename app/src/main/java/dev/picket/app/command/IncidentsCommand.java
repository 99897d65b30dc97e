package dev.picket.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.terminal.Terminal.Tone;
import dev.picket.platform.json.Json;
import dev.picket.platform.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `incidents`: what a running Picket has open and had lately.
@Command(name = "incidents", mixinStandardHelpOptions = true, //
        description = "Shows the incidents of a running Picket.")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class IncidentsCommand implements Callable<Integer> {

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9#_-]{1,64}");

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One incident, such as INC-12.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", //
            description = "Where Picket serves its pages (http://127.0.0.1:8080).")
    private Optional<URI> url = Optional.empty();

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", //
            description = "The configuration it runs with, instead of --url.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--json", description = "The answer as JSON.")
    private boolean json;

    IncidentsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            terminal.aside("picket: '" + id.get() + "' is no incident's id such as INC-12");
            return ExitCode.USAGE;
        }
        URI base = url.orElse(URI.create("http://127.0.0.1:8080"));
        if (file.isPresent()) {
            Optional<Settings> settings = GoodSettings.read(file.get(), terminal);
            if (settings.isEmpty()) {
                return ExitCode.USAGE;
            }
            base = URI.create(
                    "http://" + SocketAddresses.text(settings.get().web().listen()));
        }
        return ask(base.resolve("/api/v1/incidents" + id.map(name -> "/" + name).orElse("")));
    }

    private int ask(URI address) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(WAIT_MAX).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address).timeout(WAIT_MAX).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 404) {
                terminal.aside("picket: there is no incident " + id.orElse("list") + " at "
                        + address);
                return ExitCode.BAD;
            }
            JsonNode document = Json.mapper().readTree(answer.body());
            if (answer.statusCode() != 200) {
                terminal.aside("picket: " + address + " answered " + answer.statusCode());
                return ExitCode.COULD_NOT_TELL;
            }
            show(document);
            return ExitCode.GOOD;
        } catch (JsonProcessingException _) {
            terminal.aside("picket: what answers at " + address + " is no Picket");
            return ExitCode.COULD_NOT_TELL;
        } catch (IOException | IllegalArgumentException _) {
            terminal.aside("picket: no answer from " + address + " within "
                    + WAIT_MAX.toSeconds() + " s; start Picket with `picket run -c FILE` "
                    + "or name another address by --url");
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private void show(JsonNode document) {
        if (json) {
            terminal.line(document.toString());
            return;
        }
        JsonNode list = document.has("incidents") ? document.path("incidents") : document;
        if (!list.isArray()) {
            line(list);
        } else if (list.isEmpty()) {
            terminal.line("no incidents");
        } else {
            list.forEach(this::line);
        }
    }

    private void line(JsonNode incident) {
        boolean resolved = incident.path("status").asText().equals("resolved");
        JsonNode harm = incident.path("harm");
        terminal.line(incident.path("id").asText() + "  "
                + terminal.toned(resolved ? Tone.GOOD : Tone.BAD,
                        incident.path("status").asText())
                + "  " + incident.path("severity").asText() + "  "
                + incident.path("culpritLabel").asText() + "  (" + incident.path("kind").asText()
                + " " + incident.path("signal").asText() + ", " + harm.path("badPaths").asInt()
                + " of " + harm.path("paths").asInt() + " paths)  opened "
                + incident.path("openedAt").asText()
                + (incident.path("origin").asText().equals("simulated") ? "  simulated" : ""));
    }
}
