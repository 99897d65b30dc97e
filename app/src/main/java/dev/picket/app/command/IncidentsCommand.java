package dev.picket.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.app.terminal.Terminal;
import dev.picket.app.terminal.Terminal.Tone;
import dev.picket.platform.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `incidents`: what a running Picket has open and had lately.
@Command(name = "incidents", mixinStandardHelpOptions = true, //
        description = "Shows the incidents of a running Picket.")
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class IncidentsCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9#_-]{1,64}");

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One incident, such as INC-12.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private RunningPicket picket = new RunningPicket();

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
        Optional<URI> address = picket.address(
                "/api/v1/incidents" + id.map(name -> "/" + name).orElse(""), terminal);
        return address.isEmpty() ? ExitCode.USAGE : ask(address.get());
    }

    private int ask(URI address) throws InterruptedException {
        Optional<HttpResponse<String>> answer = RunningPicket.ask(HttpRequest.newBuilder(),
                address, terminal);
        if (answer.isEmpty()) {
            return ExitCode.COULD_NOT_TELL;
        }
        int status = answer.get().statusCode();
        if (status == 404) {
            terminal.aside("picket: there is no incident " + id.orElse("list") + " at " + address);
            return ExitCode.BAD;
        }
        if (status != 200) {
            terminal.aside("picket: " + address + " answered " + status);
            return ExitCode.COULD_NOT_TELL;
        }
        try {
            show(Json.mapper().readTree(answer.get().body()));
            return ExitCode.GOOD;
        } catch (JsonProcessingException _) {
            terminal.aside("picket: what answers at " + address + " is no Picket");
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
                + incident.path("openedAt").asText().replaceFirst("\\.[0-9]+Z$", "Z")
                + (incident.path("origin").asText().equals("simulated") ? "  simulated" : ""));
    }
}
