package dev.picket.probes.wireguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our initiator against wireguard-go, in user, network, mount and process namespaces of their own.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.IPROUTE, Peer.NAMESPACES})
final class WireGuardGoTest {

    private static final long LIMIT_SECONDS = 60;
    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            mount -t tmpfs tmpfs /run
            [ -e /var/run/. ] || mount -t tmpfs tmpfs /var/run
            mkdir -p /var/run/wireguard
            ip link set lo up
            LOG_LEVEL=verbose wireguard-go -f wgt0 > "$1/gateway.log" 2>&1 &
            for _ in $(seq 100); do [ -S /var/run/wireguard/wgt0.sock ] && break; sleep 0.1; done
            wg set wgt0 listen-port 51820 private-key "$1/gateway.key" \\
              peer "$(cat "$1/vantage.pub")" preshared-key "$1/psk" allowed-ips 10.9.0.2/32
            ip link set wgt0 up
            echo "before=$(wg show wgt0 latest-handshakes | cut -f2)"
            "$2" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$3" \\
              dev.picket.probes.wireguard.InteropMain "$1"
            echo "after=$(wg show wgt0 latest-handshakes | cut -f2)"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void wireguardGoAcceptsOurHandshakesAndFallsSilent() throws Exception {
        writeKeys();
        Map<String, String> seen = run();
        String log = Files.readString(folder.resolve("gateway.log"));
        assertThat(seen).as("%s", log).containsEntry("before", "0")
                .containsEntry("good", "good").containsEntry("quiet", "true")
                .containsEntry("wrongPsk", "failed WG_REPLY_INVALID")
                .containsEntry("closedPort", "failed PORT_UNREACHABLE")
                .containsEntry("cookie", "good").containsEntry("fifty", "{good=50}");
        assertThat(seen.get("good.details")).contains("user=good", "attempts=1");
        assertThat(seen.get("cookie.details")).contains("cookies=", "path=good");
        assertThat(Long.parseLong(seen.getOrDefault("after", "0"))).isPositive();
        assertThat(log).contains("Receiving keepalive packet").doesNotContain("replay");
    }

    private void writeKeys() throws IOException {
        Entropy entropy = Entropy.secure();
        Crypto crypto = Crypto.best();
        PrivateKey vantage = PrivateKey.generate(entropy);
        PrivateKey gateway = PrivateKey.generate(entropy);
        write("vantage.key", base64(vantage.raw()));
        write("vantage.pub", vantage.publicKey(crypto).toString());
        write("gateway.key", base64(gateway.raw()));
        write("gateway.pub", gateway.publicKey(crypto).toString());
        write("psk", base64(entropy.bytes(Keys.LENGTH)));
    }

    private Map<String, String> run() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net",
                "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", SCRIPT, "interop",
                folder.toString(), Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                System.getProperty("java.class.path")).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", Files.readString(output)).isZero();
        Map<String, String> seen = new TreeMap<>();
        for (String line : Files.readAllLines(output)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                seen.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return seen;
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), (text + "\n").getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
