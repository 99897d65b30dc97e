package dev.picket.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.app.terminal.Terminal;
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

/// `accept`: an open incident is how things are from now on.
@Command(name = "accept", mixinStandardHelpOptions = true, //
        description = {"Ends an open incident: what its paths show now is their baseline.",
                "Nothing tells of it again unless it gets worse."})
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class AcceptCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Terminal terminal;

    @Parameters(paramLabel = "INCIDENT", description = "The incident, such as INC-4.")
    private String id = "";

    @Option(names = "--by", paramLabel = "NAME", //
            description = "Who accepts it (the name you are logged in by).")
    private String by = System.getProperty("user.name", "operator");

    @Mixin
    private RunningPicket picket = new RunningPicket();

    @Option(names = "--json", description = "The incident as JSON.")
    private boolean json;

    AcceptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!ID.matcher(id).matches() || by.isBlank()) {
            terminal.aside("picket: an incident, such as INC-4, and a name are needed");
            return ExitCode.USAGE;
        }
        Optional<URI> address = picket.address("/api/v1/incidents/" + id + "/accept", terminal);
        if (address.isEmpty()) {
            return ExitCode.USAGE;
        }
        String body = Json.mapper().createObjectNode().put("by", by).toString();
        Optional<HttpResponse<String>> answer = RunningPicket.ask(
                HttpRequest.newBuilder().header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                address.get(), terminal);
        return answer.isEmpty() ? ExitCode.COULD_NOT_TELL : told(answer.get(), address.get());
    }

    private int told(HttpResponse<String> answer, URI address) {
        try {
            JsonNode document = Json.mapper().readTree(answer.body());
            if (answer.statusCode() == 200 && document.path("id").asText().equals(id)) {
                terminal.line(json
                        ? document.toString()
                        : id + " is accepted: what its paths show now is their baseline");
                return ExitCode.GOOD;
            }
            String detail = document.path("detail").asText();
            terminal.aside("picket: " + (detail.isEmpty()
                    ? address + " answered " + answer.statusCode()
                    : detail));
            return answer.statusCode() == 404 || answer.statusCode() == 409
                    ? ExitCode.USAGE
                    : ExitCode.COULD_NOT_TELL;
        } catch (JsonProcessingException _) {
            terminal.aside("picket: what answers at " + address + " is no Picket");
            return ExitCode.COULD_NOT_TELL;
        }
    }
}
