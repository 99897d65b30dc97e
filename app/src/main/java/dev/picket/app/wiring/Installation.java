package dev.picket.app.wiring;

import dev.picket.alerting.Alerting;
import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.metrics.Metrics;
import dev.picket.dashboards.web.DashboardServer;
import dev.picket.dashboards.web.DashboardSettings;
import dev.picket.dashboards.web.DashboardSources;
import dev.picket.detector.Detector;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.storage.Database;
import dev.picket.probes.run.ProberOutput;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line behind the probes, running: detector, incidents, pages, screens. It is closed in the
/// opposite order of its opening, so that what was measured still reaches the log.
public final class Installation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final Watch watch;
    private final Board board;
    private final Metrics metrics;
    private final FirstReply firstReply;
    private final AtomicReference<Consumer<OperatorCommand>> commands = new AtomicReference<>(
            _ -> {
            });
    private final AtomicReference<Consumer<List<Path>>> closerLook = new AtomicReference<>(_ -> {
    });
    private final AtomicReference<LongConsumer> acceptedFault = new AtomicReference<>(_ -> {
    });
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Installation(Watch watch, FirstReply firstReply) {
        this.watch = watch;
        this.firstReply = firstReply;
        this.board = new Board(watch.topology(), watch.board());
        this.metrics = new Metrics(watch.topology(),
                watch.sinks().apply(URI.create("http://localhost/")).stream()
                        .map(sink -> sink.name()).toList());
    }

    /// A running installation with what it offers.
    /// @param learning what the detector knows at its start, for people
    public record Running(Installation installation, Alerting alerting, DetectorThread detector,
            InetSocketAddress address, String learning) implements AutoCloseable {

        /// Where a prober hands in what it sees.
        public ProberOutput input() {
            return detector.input();
        }

        /// Names who probes more where the detector asks for it: `prober` takes the paths, the
        /// most telling first, and must be quick.
        public void closerLook(Consumer<List<Path>> prober) {
            installation.closerLook.set(prober);
        }

        /// Exports how often each path that is traced has changed.
        public void export(Map<Path, AtomicLong> changes) {
            installation.metrics.export(changes);
        }

        /// Where the pages are served.
        public URI pages() {
            return uri(address);
        }

        @Override
        public void close() {
            installation.close();
        }
    }

    /// Starts everything; where one part cannot start, those before it are closed.
    public static Running start(Watch watch, FirstReply firstReply) throws CannotStart {
        Installation installation = new Installation(watch, firstReply);
        try {
            return installation.start();
        } catch (CannotStart | RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private Running start() throws CannotStart {
        Database database = openDatabase();
        DashboardServer server = serve();
        Alerting alerting = Alerting.open(database,
                watch.sinks().apply(uri(server.operatorAddress())), watch.clock(),
                watch.alerting());
        parts.push(alerting);
        alerting.seedHistory(watch.history());
        listen(alerting);
        commands.set(alerting::command);
        Detector detector = new Detector(watch.topology(), watch.detector());
        LearntBaseline learnt = LearntBaseline.start(watch, detector);
        parts.push(learnt);
        DetectorThread thread = DetectorThread
                .start(line(detector, learnt, alerting), watch.clock());
        parts.push(thread);
        acceptedFault.set(thread::accept);
        return new Running(this, alerting, thread, server.operatorAddress(), learnt.text());
    }

    private Database openDatabase() throws CannotStart {
        try {
            Database database = Database.open(watch.database());
            parts.push(database);
            return database;
        } catch (RuntimeException e) {
            LOG.debug("The database did not open", e);
            throw CannotStart.machine("the database " + watch.database()
                    + " cannot be opened; look at its folder and permissions");
        }
    }

    private DashboardServer serve() throws CannotStart {
        DashboardSources sources = new DashboardSources(board, metrics,
                command -> commands.get().accept(command), watch.clock());
        InetSocketAddress wanted = watch.listen().address();
        try {
            return serve(wanted, sources);
        } catch (RuntimeException e) {
            LOG.debug("{} cannot be served on", wanted, e);
            if (!watch.listen().fallback()) {
                throw CannotStart.machine("cannot listen on " + SocketAddresses.text(wanted)
                        + ", it is taken or not an address of this machine; "
                        + "choose another with `web: {listen: …}`");
            }
        }
        try {
            return serve(new InetSocketAddress(wanted.getAddress(), 0), sources);
        } catch (RuntimeException e) {
            LOG.debug("No port of {} can be served on", wanted, e);
            throw CannotStart.machine("cannot listen on any port of "
                    + wanted.getAddress().getHostAddress());
        }
    }

    private DashboardServer serve(InetSocketAddress address, DashboardSources sources) {
        DashboardServer server = DashboardServer.start(DashboardSettings.on(address), sources);
        parts.push(server);
        return server;
    }

    /// The board takes the whole history; meters and people only what happens from now on.
    private void listen(Alerting alerting) {
        boolean[] live = {false};
        alerting.addListener((IncidentEvent event) -> {
            board.accept(event);
            if (live[0]) {
                metrics.accept(event);
                watch.events().accept(event);
                if (event instanceof IncidentEvent.Accepted accepted) {
                    accepted.findings().forEach(fault -> acceptedFault.get().accept(fault));
                }
            }
        });
        live[0] = true;
    }

    private DetectorThread.Line line(Detector detector, LearntBaseline learnt, Alerting alerting) {
        return new DetectorThread.Line(detector, new RoundTripTallies(watch.targetsHere()),
                watch.detector().tick(), watch.detector().warmUp(),
                finding -> {
                    alerting.accept(finding);
                    if (finding instanceof Finding.CloserLook(_, List<Path> paths)) {
                        closerLook.get().accept(paths);
                    }
                }, screens(new CertificateWatch(alerting::accept, watch.clock())), learnt);
    }

    private DetectorThread.Screens screens(CertificateWatch certificates) {
        return new DetectorThread.Screens() {
            @Override
            public void accept(ProbeResult result) {
                firstReply.accept(result);
                board.accept(result);
                metrics.accept(result);
                certificates.accept(result);
            }

            @Override
            public void accept(ProberRound round) {
                board.accept(round);
                metrics.accept(round);
            }
        };
    }

    private static URI uri(InetSocketAddress address) {
        return URI.create("http://" + SocketAddresses.text(address) + "/");
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly: {}", part.getClass().getSimpleName(),
                        e.toString());
            }
        }
    }
}
