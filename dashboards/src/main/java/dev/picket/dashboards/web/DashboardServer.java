package dev.picket.dashboards.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of status page, operator pages, API and metrics.
///
/// The public documents are drawn once a second at most: at once when an incident event came in,
/// else every few seconds for the measurements and their age.
public final class DashboardServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final Duration REDRAW = Duration.ofSeconds(5);
    private static final int IDLE_SECONDS = 30;
    private static final int HEADER_BYTES_MAX = 8_192;
    private static final int URI_BYTES_MAX = 2_048;
    private static final long START_SECONDS_MAX = 20;

    private final Vertx vertx;
    private final DashboardSources sources;
    private volatile PublicDocuments documents;
    private InetSocketAddress publicAddress;
    private InetSocketAddress operatorAddress;

    private DashboardServer(DashboardSettings settings, DashboardSources sources) {
        this.sources = sources;
        this.documents = PublicDocuments.draw(sources.board().view(sources.clock().wall()));
        this.publicAddress = settings.publicAddress();
        this.operatorAddress = settings.operatorAddress();
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    }

    /// Starts serving; a port that is taken or an address that is not ours throws.
    public static DashboardServer start(DashboardSettings settings, DashboardSources sources) {
        DashboardServer server = new DashboardServer(settings, sources);
        try {
            server.listen();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void listen() {
        PublicRoutes open = new PublicRoutes(() -> documents);
        OperatorRoutes operator = new OperatorRoutes(sources, () -> documents);
        Router router = router();
        open.addTo(router);
        if (publicAddress.equals(operatorAddress)) {
            operator.addTo(router);
            publicAddress = listen(router, publicAddress);
            operatorAddress = publicAddress;
        } else {
            Router second = router();
            open.addTo(second);
            operator.addTo(second);
            publicAddress = listen(router, publicAddress);
            operatorAddress = listen(second, operatorAddress);
        }
        vertx.setPeriodic(LOOK_MILLIS, _ -> redrawIfNeeded());
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(Answers::harden);
        for (int status : List.of(400, 404, 405, 413, 500)) {
            router.errorHandler(status, context -> refuse(context, status));
        }
        return router;
    }

    private static void refuse(RoutingContext context, int status) {
        if (status == 500) {
            LOG.error("Answering {} failed", context.request().path(), context.failure());
        }
        Answers.problem(context, status, switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address is not for that method.";
            case 413 -> "The request is larger than is taken here.";
            case 500 -> "The answer could not be made; the reason is in this process's log.";
            default -> "The request could not be understood.";
        });
    }

    private InetSocketAddress listen(Router router, InetSocketAddress address) {
        HttpServerOptions options = new HttpServerOptions().setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS).setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(URI_BYTES_MAX);
        InetAddress host = address.getAddress();
        if (host == null) {
            throw new IllegalArgumentException("no such host: " + address.getHostString());
        }
        HttpServer server = finished(vertx.createHttpServer(options).requestHandler(router)
                .listen(address.getPort(), host.getHostAddress()));
        return new InetSocketAddress(host, server.actualPort());
    }

    private static <T> T finished(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture()
                .orTimeout(START_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    private void redrawIfNeeded() {
        Instant now = sources.clock().wall();
        boolean changed = sources.board().version() != documents.version();
        boolean old = !now.isBefore(documents.drawnAt().plus(REDRAW));
        if (changed || old) {
            try {
                documents = PublicDocuments.draw(sources.board().view(now));
            } catch (RuntimeException e) {
                LOG.error("Drawing the status page failed; the one of {} is still served",
                        documents.drawnAt(), e);
            }
        }
    }

    /// Where the public pages are, with the port that was chosen.
    public InetSocketAddress publicAddress() {
        return publicAddress;
    }

    /// Where the operator's pages are, with the port that was chosen.
    public InetSocketAddress operatorAddress() {
        return operatorAddress;
    }

    @Override
    public void close() {
        finished(vertx.close());
    }
}
