package dev.picket.dashboards.web;

import dev.picket.dashboards.page.OperatorPages;
import dev.picket.dashboards.page.Stylesheet;
import dev.picket.platform.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/// How answers are sent, with the headers that go with every one of them.
final class Answers {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String PUBLIC_CACHE = "public, max-age=10, stale-while-revalidate=30,"
            + " stale-if-error=86400";
    private static final String POLICY = "default-src 'none'; style-src "
            + Stylesheet.policySource()
            + "; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Answers() {}

    /// The security headers, for every answer.
    static void harden(RoutingContext context) {
        context.response().putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cross-origin-opener-policy", "same-origin");
        context.next();
    }

    /// A finished public document; 304 where the client holds it already.
    static void document(RoutingContext context, Document document) {
        HttpServerResponse response = context.response();
        String accepts = header(context, "accept-encoding");
        boolean gzip = accepts.contains("gzip");
        response.putHeader("cache-control", PUBLIC_CACHE).putHeader("vary", "accept-encoding")
                .putHeader("etag", gzip ? document.gzipTag() : document.identityTag());
        if (document.isHeldBy(header(context, "if-none-match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", document.contentType());
        if (gzip) {
            response.putHeader("content-encoding", "gzip");
        }
        bytes(context, gzip ? document.gzip() : document.identity());
    }

    /// An answer for this one client, not to be stored.
    static void fresh(RoutingContext context, String contentType, String text) {
        context.response().putHeader("cache-control", "no-store").putHeader("content-type",
                contentType);
        bytes(context, Buffer.buffer(text));
    }

    private static void bytes(RoutingContext context, Buffer bytes) {
        HttpServerResponse response = context.response().putHeader("content-length",
                String.valueOf(bytes.length()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(bytes);
        }
    }

    /// A refusal: a problem document (RFC 9457) for programs, a short page for people.
    static void problem(RoutingContext context, int status, String detail) {
        String title = switch (status) {
            case 400 -> "The request is not right";
            case 403 -> "Refused";
            case 404 -> "Not here";
            case 405 -> "Not allowed";
            case 409 -> "It cannot be done now";
            case 413 -> "Too much";
            default -> "Something of ours failed";
        };
        context.response().setStatusCode(status);
        if (context.normalizedPath().startsWith("/api/")) {
            Map<String, Object> problem = new TreeMap<>();
            problem.put("type", "about:blank");
            problem.put("title", title);
            problem.put("status", status);
            problem.put("detail", detail);
            fresh(context, PROBLEM, Json.write(problem));
        } else {
            fresh(context, HTML, OperatorPages.message(title, detail));
        }
    }

    private static String header(RoutingContext context, String name) {
        String value = context.request().getHeader(name);
        return value == null ? "" : value;
    }
}
