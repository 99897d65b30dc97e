package dev.picket.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Paths traced through real routers while the whole of Picket watches: the providers of a target
/// that names none are found out, and a route that moves or lets large packets vanish is told.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.NFTABLES, Peer.IPROUTE,
        Peer.NAMESPACES})
final class PathTracingTest {

    private static final int PORT = 8080;
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration TRACES_MAX = Duration.ofSeconds(40);

    @Test
    void providersAreFoundOutAndARouteThatMovesIsTold(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Lab lab = Lab.open(folder)) {
            lab.run("printf '10.81.11.0/24 64501\\n10.81.12.0/24 64502\\n' >prefixes.txt");
            // Traces every five seconds are more than hosts answer; every ten minutes they do.
            lab.run("for n in north south sin fra; do "
                    + "ip netns exec $n sysctl -qw net.ipv4.icmp_ratelimit=0; done");
            lab.run("sed -i '/sin-north/s/, via: .north.//' picket.yaml");
            lab.run("echo 'tracing: {asnPrefixes: prefixes.txt, every: 5s}' >>picket.yaml");
            lab.run(folder.resolve("picket") + " run -c picket.yaml >run.txt 2>&1 </dev/null &");

            // Two vantages' ways to one target: begun again where both are known at once, or twice.
            Lab.await("the providers of sin-north", START_MAX.plus(TRACES_MAX),
                    () -> lab.run("cat picket.db.via").contains("sjc>sin-north")
                            && lab.run("cat picket.db.via").contains("office>sin-north")
                            && said(lab).matches("(?s).*detector begins again.*watching 12 .*"),
                    () -> said(lab));
            assertThat(lab.run("cat picket.db.via")).contains("\"sjc>sin-north\":[\"north\"]",
                    "\"office>sin-north\":[\"north\"]", "\"office>sin-south\":[\"south\"]");

            lab.run("ip netns exec north nft add rule inet faults passing meta length gt 1400 "
                    + "counter drop");
            Lab.await("the black hole", TRACES_MAX, () -> said(lab).contains(
                    "MTU black hole: packets of 1420 octets vanish on "), () -> said(lab));
            assertThat(said(lab).lines().filter(line -> line.contains("MTU black hole: ")))
                    .isNotEmpty().allMatch(line -> line.contains("those of 1400 pass: let ICMP"))
                    .noneMatch(line -> line.contains("south"));

            lab.run("ip -n south route add 10.81.2.0/24 via 10.81.3.2; "
                    + "ip route replace 10.81.2.0/24 via 10.81.12.2");
            Lab.await("the change", TRACES_MAX, () -> said(lab).contains("path change: "),
                    () -> said(lab));

            // The gateway behind the same address is declared, and was so rightly until now.
            Lab.await("the `via` that is not so", TRACES_MAX, () -> said(lab).contains(
                    "declared via [north]; traces see [south]: correct `via` or leave it out"),
                    () -> said(lab));
            assertThat(said(lab)).contains(" now, north before").contains(" south now, ")
                    .doesNotContain("south before");
            assertThat(lab.metric(PORT, "picket_probe_sent_total")).isPositive();
            assertThat(lab.metric(PORT, "picket_path_changes_total")).isPositive();
        }
    }

    private static String said(Lab lab) {
        return lab.run("cat run.txt");
    }
}
