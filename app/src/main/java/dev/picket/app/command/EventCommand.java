package dev.picket.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.app.terminal.Terminal;
import dev.picket.platform.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `event`: what an operator did, for the log of every open incident.
@Command(name = "event", mixinStandardHelpOptions = true, //
        description = {"Records what you did, on every open incident and on those that open in the "
                + "next 30 min.",
                "Words that take the culprit out of use, such as 'disabled cogent@sin', mark it "
                        + "mitigated."})
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class EventCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "TEXT", description = "What was done.")
    private String text = "";

    @Option(names = "--by", paramLabel = "NAME", //
            description = "Who did it (the name you are logged in by).")
    private String by = System.getProperty("user.name", "operator");

    @Mixin
    private RunningPicket picket = new RunningPicket();

    @Option(names = "--json", description = "The answer as JSON.")
    private boolean json;

    EventCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (text.isBlank() || by.isBlank()) {
            terminal.aside("picket: what was done, and by whom, needs words");
            return ExitCode.USAGE;
        }
        Optional<URI> address = picket.address("/api/v1/events", terminal);
        if (address.isEmpty()) {
            return ExitCode.USAGE;
        }
        ObjectNode body = Json.mapper().createObjectNode().put("by", by).put("text", text);
        Optional<HttpResponse<String>> answer = RunningPicket.ask(
                HttpRequest.newBuilder().header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                address.get(), terminal);
        return answer.isEmpty() ? ExitCode.COULD_NOT_TELL : told(answer.get(), address.get());
    }

    private int told(HttpResponse<String> answer, URI address) {
        if (answer.statusCode() == 400) {
            terminal.aside("picket: " + address + " did not take it: " + answer.body().strip());
            return ExitCode.USAGE;
        }
        try {
            JsonNode document = Json.mapper().readTree(answer.body());
            if (answer.statusCode() != 200 || !document.path("incidents").isArray()) {
                terminal.aside("picket: " + address + " answered " + answer.statusCode());
                return ExitCode.COULD_NOT_TELL;
            }
            show(document);
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
        List<String> ids = new ArrayList<>();
        document.path("incidents").forEach(id -> ids.add(id.asText()));
        terminal.line(ids.isEmpty()
                ? "kept for incidents that open in the next 30 min; none is open now"
                : "recorded on " + String.join(", ", ids));
    }
}
