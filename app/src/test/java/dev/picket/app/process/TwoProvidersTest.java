package dev.picket.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of two providers as its reader runs it: real packets through routers in namespaces,
/// real gateways, and the whole of Picket as a child process.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.NFTABLES, Peer.IPROUTE,
        Peer.NAMESPACES})
final class TwoProvidersTest {

    private static final int PORT = 8080;
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration WARM_UP_MAX = Duration.ofSeconds(40);
    private static final Duration DETECT_MAX = Duration.ofSeconds(30);

    /// Runs of both vantages in a second: 8 paths by STAMP every second, 4 by WireGuard every two.
    private static final int RUNS_A_SECOND = 8 + 4 / 2;
    /// The warm-up of 10 s and two seconds more.
    private static final int RUNS_BEYOND_WARM_UP = (10 + 2) * RUNS_A_SECOND;

    @Test
    void aProviderThatLosesATenthIsNamedAndNothingElse(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Lab lab = Lab.open(folder)) {
            start(lab, folder);
            awaitRuns(lab, RUNS_BEYOND_WARM_UP);
            assertThat(lab.incidents(PORT)).as("incidents of a healthy network").isEmpty();

            lab.run("ip netns exec north nft add rule inet faults passing "
                    + "numgen random mod 100 '<' 10 counter drop");
            Lab.await("an incident", DETECT_MAX, () -> !lab.incidents(PORT).isEmpty(),
                    () -> said(lab));
            // Five seconds later nothing else may have been opened.
            awaitRuns(lab, runs(lab) + 5 * RUNS_A_SECOND);

            JsonNode incidents = lab.incidents(PORT);
            assertThat(incidents).as(said(lab)).hasSize(1);
            assertThat(incidents.path(0).path("culprit")).hasToString("{\"provider\":\"north\"}");
            assertThat(said(lab)).contains("INC-1 opened: ").doesNotContain("INC-2")
                    .doesNotContain("LOCAL_RECEIVE_DROP");
        }
    }

    @Test
    void aReceiveBufferTooSmallIsOurOwnFaultAndNoIncident(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Lab lab = Lab.open(folder)) {
            // Bursts of 64 packets in 20 ms, five a second on each path, into room for about six.
            lab.run("sed -i -e 's/receiveBuffer: [0-9]*/receiveBuffer: 4096/' "
                    + "-e 's/every: 1s, packets: 20/every: 200ms, packets: 64/' "
                    + "-e 's/warmUp: 10s/warmUp: 5s/' picket.yaml");
            start(lab, folder);
            Lab.await("drops at the vantages", WARM_UP_MAX,
                    () -> lab.metric(PORT, "picket_prober_receive_drops_total") > 0,
                    () -> said(lab));
            // The warm-up of 5 s, and six seconds in which loss could be taken for the network's.
            awaitRuns(lab, (5 + 6) * (8 * 5 + 4 / 2));

            assertThat(said(lab)).contains("prober trouble at ", ", not the network: ",
                    "Code LOCAL_RECEIVE_DROP.");
            assertThat(lab.incidents(PORT)).as(said(lab)).isEmpty();
        }
    }

    private static void start(Lab lab, Path folder) throws InterruptedException {
        lab.run(folder.resolve("picket") + " run -c picket.yaml >run.txt 2>&1 </dev/null &");
        Lab.await("the first reply", START_MAX,
                () -> said(lab).contains("first probe reply after"), () -> said(lab));
    }

    private static String said(Lab lab) {
        return lab.run("cat run.txt");
    }

    private static double runs(Lab lab) {
        return lab.metric(PORT, "picket_probe_sent_total");
    }

    private static void awaitRuns(Lab lab, double number) throws InterruptedException {
        Lab.await(number + " runs", WARM_UP_MAX, () -> runs(lab) >= number, () -> said(lab));
    }
}
