package dev.picket.probes.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.NamespaceLab;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What this machine does to its own probes, on real sockets: a firewall that drops what is sent,
/// and no descriptor left.
@RequiresPeer({Peer.NFTABLES, Peer.IPROUTE, Peer.NAMESPACES})
final class DoorLabTest {

    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            ip link set lo up
            prober() {
              "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-MaxFDLimit \\
                --enable-native-access=ALL-UNNAMED -cp "$classpath" \\
                dev.picket.probes.net.DoorLabMain $1
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aFirewallOfOursIsNoFaultOfTheTarget() throws Exception {
        Map<String, String> seen = NamespaceLab.run(SCRIPT + """
                nft -f - <<'RULES'
                table inet t {
                  chain o {
                    type filter hook output priority 0; policy accept;
                    tcp dport 8081 counter drop
                    udp dport 8081 counter drop
                  }
                }
                RULES
                prober firewall
                """, folder);

        String refused = "LOCAL_FIREWALL the kernel refused to send";
        String notSent = "LOCAL_FIREWALL the kernel failed to send TCP segments, n of them again";
        seen.replaceAll((_, text) -> text.replaceAll("[0-9]+ of them", "n of them"));
        assertThat(seen).isEqualTo(Map.of("before", "good", "tcp", notSent, "http", notSent,
                "dns/udp", refused, "dns/tcp", notSent, "dns/tls", notSent, "name", refused,
                "after", "good"));
    }

    @Test
    void aSilenceThatBeginsBehindOurOwnKernelIsTheTargets() throws Exception {
        Map<String, String> seen = NamespaceLab.run(SCRIPT + """
                nft -f - <<'RULES'
                table inet t {
                  chain i {
                    type filter hook input priority 0; policy accept;
                    tcp dport 8081 counter drop
                    udp dport 8081 counter drop
                  }
                }
                RULES
                prober firewall
                """, folder);

        assertThat(seen).isEqualTo(Map.of("before", "good", "tcp", "CONNECT_SILENT at 1/1",
                "http", "CONNECT_SILENT at 1/4", "dns/udp", "DNS_SILENT at 1/1", "dns/tcp",
                "CONNECT_SILENT at 1/2", "dns/tls", "CONNECT_SILENT at 1/3", "name",
                "NAME_SERVER_SILENT at 1/2", "after", "good"));
    }

    @Test
    void noDescriptorLeftIsNoFaultOfTheTarget() throws Exception {
        Map<String, String> seen = NamespaceLab.run(SCRIPT + """
                ulimit -n 200
                prober descriptors
                """, folder);

        String none = "LOCAL_DESCRIPTORS no socket could be opened";
        assertThat(seen).isEqualTo(Map.of("before", "good", "tcp", none, "http", none, "dns/udp",
                none, "dns/tcp", none, "dns/tls", none, "name", none, "after", "good"));
    }
}
