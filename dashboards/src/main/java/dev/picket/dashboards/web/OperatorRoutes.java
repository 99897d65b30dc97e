package dev.picket.dashboards.web;

import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.dashboards.metrics.Metrics;
import dev.picket.dashboards.page.OperatorPages;
import dev.picket.model.incident.OperatorCommand;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the operator reads and does.
final class OperatorRoutes {

    private static final int FORM_BYTES_MAX = 4_096;
    private static final int ACT_BYTES_MAX = 32_768;
    private static final int NAME_LENGTH_MAX = OperatorAct.NAME_LENGTH_MAX;
    private static final String SESSION = "picket-session";
    private static final String NO_SUCH = "There is no such incident.";

    private final DashboardSources sources;
    private final Supplier<PublicDocuments> documents;
    private final FormTokens tokens = new FormTokens();

    OperatorRoutes(DashboardSources sources, Supplier<PublicDocuments> documents) {
        this.sources = sources;
        this.documents = documents;
    }

    void addTo(Router router) {
        PublicRoutes.reading(router, "/incidents").handler(context -> Answers.fresh(context,
                Answers.HTML, OperatorPages.listing(view())));
        PublicRoutes.reading(router, "/incidents/:id")
                .handler(context -> found(context, record -> sheet(context, record)));
        PublicRoutes.reading(router, "/api/v1/incidents/:id").handler(context -> found(context,
                record -> Answers.fresh(context, Answers.JSON, ApiJson.incident(record))));
        PublicRoutes.reading(router, "/api/v1/tickets").handler(context -> Answers.fresh(context,
                Answers.JSON, ApiJson.tickets(view())));
        router.post("/api/v1/incidents/:id/accept")
                .handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES_MAX))
                .handler(this::accept);
        PublicRoutes.reading(router, "/metrics").handler(this::metrics);
        router.post("/incidents/:id/acknowledge")
                .handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES_MAX))
                .handler(this::acknowledge);
        router.post("/api/v1/events")
                .handler(BodyHandler.create(false).setBodyLimit(ACT_BYTES_MAX))
                .handler(this::act);
    }

    /// An operator's act, as `{"by":"ann","text":"disabled cogent@sin"}`. It must say that it is
    /// JSON: a browser asks us before it sends that from another site, and is refused.
    private void act(RoutingContext context) {
        Optional<OperatorAct> said = OperatorAct.read(
                context.request().getHeader("content-type"), context.body().asString());
        if (said.isEmpty()) {
            Answers.problem(context, 400, "JSON with `text` (1 to " + OperatorAct.TEXT_LENGTH_MAX
                    + " characters) and `by` (1 to " + NAME_LENGTH_MAX + ") is needed.");
            return;
        }
        OperatorCommand command = new OperatorCommand.Act(now(), said.get().by(),
                said.get().text());
        context.vertx().executeBlocking(() -> {
            sources.commands().accept(command);
            return ApiJson.ids(view().open());
        }).onComplete(done -> {
            if (done.succeeded()) {
                Answers.fresh(context, Answers.JSON, done.result());
            } else {
                context.fail(500, done.cause());
            }
        });
    }

    /// Says that an incident is how things are, as `{"by":"ann"}`; JSON for the same reason.
    private void accept(RoutingContext context) {
        Optional<String> by = OperatorAct.readBy(context.request().getHeader("content-type"),
                context.body().asString());
        String id = id(context);
        if (by.isEmpty()) {
            Answers.problem(context, 400,
                    "JSON with `by` (1 to " + NAME_LENGTH_MAX + " characters) is needed.");
            return;
        }
        if (sources.board().incident(id).isEmpty()) {
            Answers.problem(context, 404, NO_SUCH);
            return;
        }
        OperatorCommand command = new OperatorCommand.Accept(id, now(), by.get());
        context.vertx().executeBlocking(() -> {
            boolean open = isOpen(id);
            sources.commands().accept(command);
            return open && !isOpen(id);
        }).onComplete(done -> {
            if (done.failed()) {
                context.fail(500, done.cause());
            } else if (Boolean.TRUE.equals(done.result())) {
                found(context, record -> Answers.fresh(context, Answers.JSON,
                        ApiJson.incident(record)));
            } else {
                Answers.problem(context, 409, "The detector holds no open fault for " + id
                        + ": it is over, or Picket was restarted and has not found it again.");
            }
        });
    }

    private boolean isOpen(String id) {
        return sources.board().incident(id).filter(record -> record.incident().isOpen())
                .isPresent();
    }

    private BoardView view() {
        return sources.board().view(sources.clock().wall());
    }

    private void metrics(RoutingContext context) {
        Answers.fresh(context, Metrics.CONTENT_TYPE,
                sources.metrics().scrape(view(), documents.get().drawnAt()));
    }

    private void found(RoutingContext context, Consumer<IncidentRecord> answer) {
        sources.board().incident(id(context)).ifPresentOrElse(answer,
                () -> Answers.problem(context, 404, NO_SUCH));
    }

    private void sheet(RoutingContext context, IncidentRecord record) {
        Board board = sources.board();
        BoardView view = view();
        String session = session(context).orElseGet(() -> newSession(context));
        String id = record.incident().id();
        Answers.fresh(context, Answers.HTML, OperatorPages.sheet(view, record,
                board.series(OperatorPages.affected(record.incident()), view.now()),
                tokens.token(session, id)));
    }

    private static Optional<String> session(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(SESSION)).map(Cookie::getValue);
    }

    private String newSession(RoutingContext context) {
        String session = tokens.newSession();
        context.response().addCookie(Cookie.cookie(SESSION, session).setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT).setPath("/incidents"));
        return session;
    }

    private void acknowledge(RoutingContext context) {
        String id = id(context);
        String token = attribute(context, "token");
        boolean genuine = session(context)
                .filter(session -> tokens.isGenuine(token, session, id)).isPresent();
        String by = attribute(context, "by").strip();
        if (!genuine) {
            Answers.problem(context, 403,
                    "The form did not come from this page, or is older than this process.");
        } else if (sources.board().incident(id).isEmpty()) {
            Answers.problem(context, 404, NO_SUCH);
        } else if (by.isEmpty() || by.length() > NAME_LENGTH_MAX) {
            Answers.problem(context, 400,
                    "A name of 1 to " + NAME_LENGTH_MAX + " characters is needed.");
        } else {
            command(context, new OperatorCommand.Acknowledge(id, now(), by));
        }
    }

    /// The command's receiver may write to disk, so it is called off the event loop.
    private void command(RoutingContext context, OperatorCommand.Acknowledge command) {
        context.vertx().executeBlocking(() -> {
            sources.commands().accept(command);
            return command.incidentId();
        }).onComplete(done -> {
            if (done.succeeded()) {
                context.response().setStatusCode(303)
                        .putHeader("location", "/incidents/" + command.incidentId()).end();
            } else {
                context.fail(500, done.cause());
            }
        });
    }

    private Instant now() {
        return sources.clock().wall();
    }

    private static String id(RoutingContext context) {
        String id = context.pathParam("id");
        return id == null ? "" : id;
    }

    private static String attribute(RoutingContext context, String name) {
        String value = context.request().getFormAttribute(name);
        return value == null ? "" : value;
    }
}
