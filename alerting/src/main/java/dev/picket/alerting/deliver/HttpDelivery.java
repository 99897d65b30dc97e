package dev.picket.alerting.deliver;

import dev.picket.alerting.sink.SinkRequest;
import dev.picket.model.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// Sends one request and tells by status, or by the way it failed, what is to follow. Only the head
/// of the answer is waited for: a slow body neither delays nor fails a page.
final class HttpDelivery implements Transport {
    private final HttpClient client;
    private final Duration timeLimit;

    HttpDelivery(Duration timeLimit) {
        this.timeLimit = timeLimit;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeLimit).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Delivery deliver(SinkRequest request) throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.url()).timeout(timeLimit)
                .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        try {
            HttpResponse<InputStream> response = client.send(builder.build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return verdict(response.statusCode(), response.headers().firstValue("Retry-After"));
        } catch (HttpConnectTimeoutException _) {
            return Delivery.TryAgain.after(FailureCode.PAGER_UNREACHABLE);
        } catch (HttpTimeoutException _) {
            return Delivery.TryAgain.after(FailureCode.PAGER_SILENT);
        } catch (IOException _) {
            return Delivery.TryAgain.after(FailureCode.PAGER_UNREACHABLE);
        }
    }

    /// 2xx is accepted and 4xx refused for good, but for 408 and 429; 429 comes back when it says,
    /// all else (a redirect is not followed) after the ordinary wait.
    static Delivery verdict(int status, Optional<String> retryAfter) {
        int requestTimeout = 408;
        int tooManyRequests = 429;
        if (status / 100 == 2) {
            return new Delivery.Accepted();
        }
        if (status == tooManyRequests) {
            return new Delivery.TryAgain(FailureCode.PAGER_RATE_LIMITED,
                    Optional.of(seconds(retryAfter)));
        }
        return status / 100 == 4 && status != requestTimeout
                ? new Delivery.Refused(FailureCode.PAGER_REFUSED)
                : Delivery.TryAgain.after(FailureCode.PAGER_ERROR);
    }

    /// `Retry-After` in seconds; a date there is answered with the least pause instead.
    private static Duration seconds(Optional<String> retryAfter) {
        return retryAfter.map(String::strip).filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong).map(Duration::ofSeconds).orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
