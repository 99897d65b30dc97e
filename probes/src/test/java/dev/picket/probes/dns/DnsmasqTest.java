package dev.picket.probes.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.NamespaceLab;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The DNS probe against a real dnsmasq, over UDP and TCP, in a namespace of their own.
@RequiresPeer({Peer.DNSMASQ, Peer.IPROUTE, Peer.NAMESPACES})
final class DnsmasqTest {

    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            ip link set lo up
            long=$(printf 'x%.0s' $(seq 250))
            dnsmasq --no-daemon --conf-file=/dev/null --pid-file= \\
              --no-resolv --no-hosts --bind-interfaces --listen-address=127.0.0.1 \\
              --local=/example.net/ --server=/fails.test/127.0.0.1#5302 \\
              --host-record=www.example.net,192.0.2.7 --cname=alias.example.net,www.example.net \\
              --txt-record=short.example.net,'all is well' --txt-record=long.example.net,1$long \\
              --txt-record=long.example.net,2$long --txt-record=long.example.net,3$long \\
              2>"$folder/dnsmasq.log" &
            for _ in $(seq 100); do ss -Hltn 'sport = :53' | grep -q . && break; sleep 0.1; done
            "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
              -cp "$classpath" dev.picket.probes.dns.DnsmasqMain
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void readsWhatARealResolverAnswers() throws Exception {
        Map<String, String> seen = NamespaceLab.run(SCRIPT, folder);

        assertThat(seen).containsEntry("udp A www.example.net", "good [answer] 192.0.2.7")
                .containsEntry("udp A WWW.eXample.net", "good [answer] 192.0.2.7")
                .containsEntry("udp CNAME alias.example.net", "good [answer] www.example.net")
                .containsEntry("udp PTR 7.2.0.192.in-addr.arpa", "good [answer] www.example.net")
                .containsEntry("udp TXT short.example.net", "good [answer] all is well")
                .containsEntry("udp AAAA www.example.net", "DNS_NO_RECORD at 1/1 [] ")
                .containsEntry("udp A none.example.net", "DNS_NAME_UNKNOWN at 1/1 [] ")
                .containsEntry("udp A www.elsewhere.test", "DNS_REFUSED at 1/1 [] ")
                .containsEntry("udp A www.fails.test", "DNS_SERVER_FAILED at 1/1 [] ")
                .containsEntry("udp A closed.test", "PORT_UNREACHABLE at 1/1 [] ");
        assertThat(seen.get("udp TXT long.example.net")).startsWith(
                "good [answer, connect after truncation, answer after truncation] ")
                .contains("x…");
        assertThat(seen).containsEntry("tcp A www.example.net",
                "good [connect, answer] 192.0.2.7")
                .containsEntry("tcp AAAA www.example.net", "DNS_NO_RECORD at 2/2 [connect] ")
                .containsEntry("tcp A none.example.net", "DNS_NAME_UNKNOWN at 2/2 [connect] ")
                .containsEntry("tcp A www.elsewhere.test", "DNS_REFUSED at 2/2 [connect] ")
                .containsEntry("tcp A closed.test", "CONNECT_REFUSED at 1/2 [] ");
        // Asked over TCP it asks over TCP; where nobody listens there it hangs up.
        assertThat(seen).containsEntry("tcp A www.fails.test",
                "DNS_CLOSED_EARLY at 2/2 [connect] ");
        assertThat(seen.get("tcp TXT long.example.net")).startsWith("good [connect, answer] ")
                .contains("x…");
    }
}
