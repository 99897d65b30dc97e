package dev.picket.probes.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureText;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.StageTiming;
import dev.picket.platform.net.AddressPolicy;
import dev.picket.platform.settings.Endpoint;
import dev.picket.platform.settings.StageBudgets;
import dev.picket.probes.net.DoorRuns;
import dev.picket.probes.net.DoorTarget;
import dev.picket.probes.net.Lookup;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TcpProbeTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final DoorRuns RUNS = new DoorRuns();

    @AfterAll
    static void close() {
        RUNS.close();
    }

    @Test
    void opensAConnectionAndClosesIt() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            SessionReport report = RUNS.run(probe(DoorRuns.target(DoorRuns.LONG), server));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage)
                    .containsExactly("connect");
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void looksUpANameFirst() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            SessionReport report = RUNS.run(probe(DoorRuns.target(DoorRuns.LONG),
                    new Endpoint("localhost", server.getLocalPort())));

            assertThat(report.outcome()).isEqualTo(new Outcome.Good());
            assertThat(report.stages()).extracting(StageTiming::stage)
                    .containsExactly("name lookup", "connect");
            assertThat(report.details()).containsEntry("address", "127.0.0.1");
        }
    }

    @Test
    void aClosedPortRefuses() throws IOException, InterruptedException {
        ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        server.close();

        assertThat(DoorRuns.failure(RUNS.run(probe(DoorRuns.target(DoorRuns.LONG), server))))
                .isEqualTo("CONNECT_REFUSED at 1/1");
    }

    /// A full accept queue: the kernel answers no further opening.
    @Test
    void silenceIsCutByTheStagesOwnBudget() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            List<SocketChannel> waiting = fill(server);

            SessionReport report = RUNS.run(probe(DoorRuns.target(DoorRuns.SHORT), server));

            assertThat(DoorRuns.failure(report)).isEqualTo("CONNECT_SILENT at 1/1");
            assertThat(text(report)).startsWith("TCP connect failed at stage 1/1 (connection) "
                    + "against web (edge, loopback) from here after ")
                    .contains(" of 20.0 s: no answer to the opening of a connection within "
                            + "300.0 ms, the budget of this stage.");
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void theRunsOwnBudgetStandsAboveTheStages() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            List<SocketChannel> waiting = fill(server);

            SessionReport report = RUNS.run(probe(DoorRuns.target(StageBudgets.DEFAULT,
                    DoorRuns.SHORT), server));

            assertThat(text(report)).contains(" of 300.0 ms: no answer to the opening of a "
                    + "connection within ").contains(
                            "all that the stages before left of the run's 300.0 ms");
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void anAddressThatIsNotAllowedIsNotTouched() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            server.setSoTimeout(1);
            DoorTarget allowed = DoorRuns.target(DoorRuns.LONG);
            DoorTarget target = new DoorTarget(allowed.vantage(), allowed.label(), allowed.bind(),
                    allowed.timeout(), allowed.budgets(), AddressPolicy.PUBLIC_ONLY,
                    allowed.stallMax());

            SessionReport byAddress = RUNS.run(probe(target, server));
            SessionReport byName = RUNS
                    .run(probe(target, new Endpoint("localhost", server.getLocalPort())));

            assertThat(List.of(DoorRuns.failure(byAddress), DoorRuns.failure(byName)))
                    .containsOnly("LOCAL_ADDRESS_DENIED 127.0.0.1 is loopback");
            assertThat(accepts(server)).isFalse();
        }
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsOurOwnFault() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            DoorTarget here = DoorRuns.target(DoorRuns.LONG);
            DoorTarget target = new DoorTarget(here.vantage(), here.label(),
                    InetAddress.ofLiteral("203.0.113.9"), here.timeout(), here.budgets(),
                    here.policy(), here.stallMax());

            assertThat(DoorRuns.failure(RUNS.run(probe(target, server))))
                    .startsWith("LOCAL_SEND_ERROR");
        }
    }

    private static boolean accepts(ServerSocket server) throws IOException {
        try (Socket _ = server.accept()) {
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        }
    }

    private static List<SocketChannel> fill(ServerSocket server) throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(LOOPBACK, server.getLocalPort()));
            waiting.add(channel);
        }
        return waiting;
    }

    private static TcpProbe probe(DoorTarget target, ServerSocket server) {
        return probe(target, new Endpoint("127.0.0.1", server.getLocalPort()));
    }

    private static TcpProbe probe(DoorTarget target, Endpoint endpoint) {
        return new TcpProbe(target, endpoint, Lookup.Way.from(target.bind(), Optional.empty()),
                DoorRuns.clock());
    }

    private static String text(SessionReport report) {
        return report.outcome() instanceof Outcome.Failed(var failure)
                ? FailureText.what(failure)
                : report.outcome().toString();
    }
}
