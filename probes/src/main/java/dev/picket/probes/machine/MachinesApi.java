package dev.picket.probes.machine;

import dev.picket.probes.machine.ApiAnswer.Answered;
import dev.picket.probes.machine.ApiAnswer.Broken;
import dev.picket.probes.machine.ApiAnswer.NotConnected;
import dev.picket.probes.machine.ApiAnswer.Silent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/// A client of the Machines API. Each call is made once: a repeated create could make a second
/// Machine, and whether the first exists is for the caller to look up.
final class MachinesApi implements MachineCalls {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /// A longer body is not read: no answer of this API comes near.
    private static final long BODY_BYTES_MAX = 4L << 20;
    /// One for all probes of the process, because each client keeps a thread of its own. HTTP/1.1,
    /// so that a call is a connection that can be reasoned about; no redirects.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor()).build();

    private final MachineTarget.Place place;

    MachinesApi(MachineTarget.Place place) {
        this.place = place;
    }

    @Override
    public ApiAnswer create(String body, Duration timeout) throws InterruptedException {
        return call(request("", timeout).POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json"), timeout);
    }

    @Override
    public ApiAnswer await(Machine machine, String state, Duration step)
            throws InterruptedException {
        Duration slack = step.plusSeconds(2);
        String query = "/" + encoded(machine.id()) + "/wait?state=" + state + "&timeout="
                + Math.max(1, step.toSeconds()) + "&instance_id=" + encoded(machine.instanceId());
        return call(request(query, slack).GET(), slack);
    }

    @Override
    public ApiAnswer destroy(String id, Duration timeout) throws InterruptedException {
        return call(request("/" + encoded(id) + "?force=true", timeout).DELETE(), timeout);
    }

    @Override
    public ApiAnswer list(String key, String value, Duration timeout) throws InterruptedException {
        return call(request("?metadata." + encoded(key) + "=" + encoded(value), timeout).GET(),
                timeout);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    private HttpRequest.Builder request(String pathAndQuery, Duration timeout) {
        return HttpRequest.newBuilder()
                .uri(URI.create(place.api() + "/apps/" + encoded(place.app()) + "/machines"
                        + pathAndQuery))
                .timeout(timeout)
                .header("Authorization", "Bearer " + place.token().reveal())
                .header("User-Agent", "picket");
    }

    private ApiAnswer call(HttpRequest.Builder request, Duration timeout)
            throws InterruptedException {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.limiting(
                    BodyHandlers.ofString(StandardCharsets.UTF_8), BODY_BYTES_MAX));
            return new Answered(response.statusCode(), response.body(),
                    response.headers().firstValue("fly-request-id").orElse(""));
        } catch (HttpConnectTimeoutException _) {
            return new NotConnected(false,
                    "no connection within " + CONNECT_TIMEOUT.toSeconds() + " s");
        } catch (HttpTimeoutException _) {
            return new Silent("no answer within " + timeout.toMillis() + " ms");
        } catch (ConnectException refused) {
            boolean isNameUnknown = hasCause(refused, UnresolvedAddressException.class);
            return new NotConnected(isNameUnknown,
                    isNameUnknown ? "the name has no address" : "the connection was refused");
        } catch (SSLException _) {
            return new NotConnected(false, "the TLS handshake failed");
        } catch (IOException _) {
            return new Broken("the connection ended without an answer");
        }
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> kind) {
        Throwable cause = thrown.getCause();
        return kind.isInstance(cause) || (cause != null && hasCause(cause, kind));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
