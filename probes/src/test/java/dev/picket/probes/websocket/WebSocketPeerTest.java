package dev.picket.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our initiator through a WebSocket against wireguard-go, in namespaces of their own.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.IPROUTE, Peer.NAMESPACES})
final class WebSocketPeerTest {

    private static final long LIMIT_SECONDS = 60;
    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            mount -t tmpfs tmpfs /run
            [ -e /var/run/. ] || mount -t tmpfs tmpfs /var/run
            mkdir -p /var/run/wireguard
            ip link set lo up
            umask 077
            for n in gateway vantage; do
              wg genkey > "$1/$n.key"; wg pubkey < "$1/$n.key" > "$1/$n.pub"
            done
            LOG_LEVEL=verbose wireguard-go -f wgs0 > "$1/gateway.log" 2>&1 &
            for _ in $(seq 100); do [ -S /var/run/wireguard/wgs0.sock ] && break; sleep 0.1; done
            wg set wgs0 listen-port 51820 private-key "$1/gateway.key" \\
              peer "$(cat "$1/vantage.pub")" allowed-ips 10.9.0.2/32,fdaa:0:1::10/128
            ip addr add fdaa:0:1::3/64 dev wgs0 nodad
            ip link set wgs0 up
            "$2" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$3" \\
              dev.picket.probes.websocket.PlugMain "$1"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void wireguardGoTakesOurHandshakesOutOfAWebSocket() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net",
                "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", SCRIPT, "plug",
                folder.toString(), Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                System.getProperty("java.class.path")).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("good=20")
                .contains("echo=good connect,TLS handshake,WebSocket upgrade,initiate,response,"
                        + "verify,confirm,echo")
                .contains("dns=WG_TUNNEL_UNREACHABLE 9/11")
                .contains("closed=CONNECT_REFUSED 1/11");
        assertThat(Files.readString(folder.resolve("gateway.log")))
                .contains("Receiving keepalive packet").doesNotContain("replay", "flood");
    }
}
