package dev.picket.probes.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.NamespaceLab;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ICMP prober on real sockets beside the kernel's own answers, nft's counters and fping, in
/// namespaces of their own.
@RequiresPeer({Peer.NFTABLES, Peer.IPROUTE, Peer.FPING, Peer.NAMESPACES})
final class IcmpLabTest {

    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            ip link set lo up
            for i in 1 2 3 4 5; do ip addr add fd00::$i/128 dev lo nodad; done
            nft -f - <<'RULES'
            table inet t {
              chain i {
                type filter hook input priority 0; policy accept;
                ip daddr 127.0.1.1 icmp type echo-request reject with icmp type net-unreachable
                ip daddr 127.0.1.2 icmp type echo-request reject with icmp type host-unreachable
                ip daddr 127.0.1.3 icmp type echo-request reject with icmp type prot-unreachable
                ip daddr 127.0.1.4 icmp type echo-request reject with icmp type port-unreachable
                ip daddr 127.0.1.5 icmp type echo-request reject with icmp type net-prohibited
                ip daddr 127.0.1.6 icmp type echo-request reject with icmp type host-prohibited
                ip daddr 127.0.1.7 icmp type echo-request reject with icmp type admin-prohibited
                ip6 daddr fd00::1 icmpv6 type echo-request reject with icmpv6 type no-route
                ip6 daddr fd00::2 icmpv6 type echo-request reject with icmpv6 type admin-prohibited
                ip6 daddr fd00::3 icmpv6 type echo-request reject with icmpv6 type addr-unreachable
                ip6 daddr fd00::4 icmpv6 type echo-request reject with icmpv6 type port-unreachable
                ip daddr 127.0.1.9 icmp type echo-request numgen inc mod 20 < 7 counter drop
                ip daddr 127.0.1.10 icmp type echo-request drop
              }
            }
            RULES
            prober() {
              setpriv $2 "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
                --enable-native-access=ALL-UNNAMED -cp "$classpath" \\
                dev.picket.probes.icmp.IcmpLabMain $1 $3
            }
            prober raw --bounding-set=+net_raw plain
            prober neither --bounding-set=-net_raw plain
            echo "0 0" > /proc/sys/net/ipv4/ping_group_range
            prober ping --bounding-set=-net_raw codes
            echo "counted=$(nft list ruleset | sed -n 's/.*counter packets \\([0-9]*\\).*/\\1/p')"
            echo "fping=$(fping -q -c 20 -p 20 127.0.1.9 2>&1 | cut -d= -f2 | cut -d, -f1)"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tellsWhatTheNetworkAnswersAndCountsWhatItLoses() throws Exception {
        Map<String, String> seen = NamespaceLab.run(SCRIPT, folder);

        assertThat(seen).containsEntry("ping 127.0.0.5", "good kernel-tx+rx")
                .containsEntry("ping ::1", "good kernel-tx+rx")
                .containsEntry("ping 127.0.1.1", "NETWORK_UNREACHABLE by 127.0.1.1")
                .containsEntry("ping 127.0.1.2", "HOST_UNREACHABLE by 127.0.1.2")
                .containsEntry("ping 127.0.1.3", "PROTOCOL_UNREACHABLE by 127.0.1.3")
                .containsEntry("ping 127.0.1.4", "PORT_UNREACHABLE by 127.0.1.4")
                .containsEntry("ping 127.0.1.5", "PATH_PROHIBITED by 127.0.1.5")
                .containsEntry("ping 127.0.1.6", "PATH_PROHIBITED by 127.0.1.6")
                .containsEntry("ping 127.0.1.7", "PATH_PROHIBITED by 127.0.1.7")
                .containsEntry("ping fd00::1", "NETWORK_UNREACHABLE by fd00:0:0:0:0:0:0:1")
                .containsEntry("ping fd00::2", "PATH_PROHIBITED by fd00:0:0:0:0:0:0:2")
                .containsEntry("ping fd00::3", "HOST_UNREACHABLE by fd00:0:0:0:0:0:0:3")
                .containsEntry("ping fd00::4", "PORT_UNREACHABLE by fd00:0:0:0:0:0:0:4")
                .containsEntry("ping 127.0.1.10", "PATH_SILENT");
        // Seven of every twenty in a row are dropped, and fping sees just that. Where this machine
        // was too late to send all of ours, nft's own count is still what we lost.
        assertThat(seen).containsEntry("fping", " 20/13/35%");
        assertThat(Integer.parseInt(seen.getOrDefault("counted", "0"))).isPositive();
        assertThat(seen.get("ping 127.0.1.9.lost")).isEqualTo(seen.get("counted"));
        assertThat(seen.get("ping 127.0.1.9")).matches("PATH_LOSS|PATH_SILENT");
        assertThat(seen).containsEntry("raw 127.0.0.5", "good kernel-tx+rx")
                .containsEntry("raw ::1", "good kernel-tx+rx");
        assertThat(seen.getOrDefault("neither 127.0.0.5", "")).startsWith("LOCAL_NO_PERMISSION")
                .contains("sysctl -w net.ipv4.ping_group_range=\"0 2147483647\"")
                .contains("CAP_NET_RAW");
    }
}
