package dev.picket.probes.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.NamespaceLab;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces through four routers, two of them side by side, in namespaces of their own:
/// here - r1 - (r2a | r2b) - r3 - target.
@RequiresPeer({Peer.NFTABLES, Peer.IPROUTE, Peer.NAMESPACES})
final class PathLabTest {

    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            mount -t tmpfs tmpfs /run
            mkdir -p /run/netns
            ip link set lo up
            for n in r1 r2a r2b r3 target; do
              ip netns add $n
              ip -n $n link set lo up
              ip netns exec $n bash -c 'cd /proc/sys/net
                echo 1 > ipv4/ip_forward; echo 1 > ipv6/conf/all/forwarding
                echo 0 > ipv4/icmp_ratelimit; echo 0 > ipv6/icmp/ratelimit
                echo 1000 > ipv4/icmp_msgs_burst; echo 10000 > ipv4/icmp_msgs_per_sec
                echo 1 > ipv4/fib_multipath_hash_policy; echo 1 > ipv6/fib_multipath_hash_policy'
            done
            join() { # device, its namespace or none, its peer's namespace, number of the link
              ip link add $1 ${2:+netns $2} type veth peer name peer$1 netns $3
              ip ${2:+-n $2} addr add 10.8$4.1.1/24 dev $1
              ip ${2:+-n $2} addr add fd8$4::1/64 dev $1 nodad
              ip ${2:+-n $2} link set $1 up
              ip -n $3 addr add 10.8$4.1.2/24 dev peer$1
              ip -n $3 addr add fd8$4::2/64 dev peer$1 nodad
              ip -n $3 link set peer$1 up
            }
            join h0 '' r1 1; join a0 r1 r2a 2; join b0 r1 r2b 3
            join c0 r2a r3 4; join d0 r2b r3 5; join e0 r3 target 6
            for family in 4 6; do
              [ $family = 4 ] && net() { echo 10.8$1.1.$2; } || net() { echo fd8$1::$2; }
              add() { space=$1; shift; ip -$family ${space:+-n $space} route add "$@"; }
              add '' default via $(net 1 2)
              add r1 default nexthop via $(net 2 2) nexthop via $(net 3 2)
              add r2a $(net 1 0)/$([ $family = 4 ] && echo 24 || echo 64) via $(net 2 1)
              add r2a default via $(net 4 2)
              add r2b $(net 1 0)/$([ $family = 4 ] && echo 24 || echo 64) via $(net 3 1)
              add r2b default via $(net 5 2)
              add r3 default via $(net 4 1)
              add target default via $(net 6 1)
            done
            prober() {
              "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
                -cp "$classpath" dev.picket.probes.path.PathLabMain "$@"
            }
            prober whole
            ip netns exec r3 nft 'add table inet t
              add chain inet t o { type filter hook output priority 0; policy accept; }
              add rule inet t o icmp type time-exceeded numgen inc mod 2 < 1 counter drop'
            prober lossy
            ip netns exec r3 nft flush ruleset
            ip -n r3 link set e0 mtu 1400
            prober narrow
            ip netns exec r3 nft 'add table inet t
              add chain inet t o { type filter hook output priority 0; policy accept; }
              add rule inet t o icmp type destination-unreachable drop'
            prober hole
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void findsHopsBranchesLossAndNarrowLinks() throws Exception {
        Map<String, String> seen = NamespaceLab.run(SCRIPT, folder);

        // Sixteen flows over two ways: that all take one has a chance of 1 in 32,768. The third
        // router answers by IPv4 from the address of its way back, by IPv6 from where it was asked.
        assertThat(seen.get("whole udp4"))
                .isEqualTo("10.81.1.2; 10.82.1.2 10.83.1.2; 10.84.1.2; 10.86.1.2");
        assertThat(seen.get("whole udp6"))
                .isEqualTo("fd81::2; fd82::2 fd83::2; fd84::2 fd85::2; fd86::2");
        // The kernel's routers choose by addresses alone where there are no ports: one way.
        assertThat(seen.get("whole icmp4")).matches(
                "10.81.1.2; 10.8[23].1.2; 10.84.1.2; 10.86.1.2");
        assertThat(seen.get("whole icmp6")).matches("fd81::2; fd8[23]::2; fd8[45]::2; fd86::2");
        assertThat(seen).containsEntry("whole udp4.mtu", "Whole[bytes=1500]")
                .containsEntry("whole udp4.loss", "0 0 0 0");
        // Every second answer of the third router is dropped, of 16 in the first round and one in
        // each of two more: 9.
        assertThat(seen).containsEntry("lossy udp4.loss", "0 0 9 0")
                .containsEntry("narrow udp4.mtu", "Told[bytes=1400, by=/10.84.1.2]");
        assertThat(seen).containsEntry("hole udp4.mtu", "BlackHole[pass=1400, vanish=1420]");
    }
}
