package dev.picket.dashboards.web;

import dev.picket.platform.json.Json;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What everyone may read. Every answer was finished before it was asked for.
final class PublicRoutes {

    private final Supplier<PublicDocuments> documents;

    PublicRoutes(Supplier<PublicDocuments> documents) {
        this.documents = documents;
    }

    void addTo(Router router) {
        serve(router, "/", PublicDocuments::page);
        serve(router, "/api/v1/incidents", PublicDocuments::incidents);
        serve(router, "/api/v1/machine-create", PublicDocuments::machineCreate);
        serve(router, "/api/v2/incidents/unresolved.json", PublicDocuments::unresolved);
        reading(router, "/healthz").handler(this::health);
    }

    private void serve(Router router, String path, Function<PublicDocuments, Document> which) {
        reading(router, path)
                .handler(context -> Answers.document(context, which.apply(documents.get())));
    }

    static Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void health(RoutingContext context) {
        Answers.fresh(context, Answers.JSON, Json.write(
                Map.of("status", "ok", "drawnAt", documents.get().drawnAt().toString())));
    }
}
