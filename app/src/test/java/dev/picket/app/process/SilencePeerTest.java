package dev.picket.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `probe wireguard` against wireguard-go, silenced in each of the ways there are: the cause named
/// is the one that was made.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.NFTABLES, Peer.IPROUTE,
        Peer.NAMESPACES})
final class SilencePeerTest {

    private static final long LIMIT_SECONDS = 120;
    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            cd "$1"
            mount -t tmpfs tmpfs /run
            [ -e /var/run/. ] || mount -t tmpfs tmpfs /var/run
            mkdir -p /var/run/wireguard /run/netns
            ip netns add gateway
            for n in "" "-n gateway"; do ip $n link set lo up; done
            ip link add name a0 type veth peer name b0 netns gateway
            ip addr add 10.81.1.2/24 dev a0; ip link set a0 up
            ip -n gateway addr add 10.81.1.3/24 dev b0; ip -n gateway link set b0 up
            gw() { ip netns exec gateway "$@"; }
            sysctl -qw net.ipv4.ping_group_range="0 0"
            gw sysctl -qw net.ipv4.icmp_ratelimit=0
            umask 077
            for n in gateway first second; do wg genkey > $n.key; wg pubkey < $n.key > $n.pub; done
            ip netns exec gateway wireguard-go -f wgt0 > gateway.log 2>&1 &
            GATEWAY=$!
            for _ in $(seq 100); do [ -S /var/run/wireguard/wgt0.sock ] && break; sleep 0.1; done
            know() { gw wg set wgt0 peer "$(cat $1.pub)" allowed-ips $2; }
            gw wg set wgt0 listen-port 51820 private-key gateway.key
            know first 10.9.0.2/32; know second 10.9.0.3/32
            gw ip link set wgt0 up
            cat > picket.yaml <<END
            network:
              providers: {north: {asn: 64501}}
              regions: {fra: {providers: [north]}, sjc: {providers: [north]}}
            vantages: {sjc: {region: sjc, bind: 10.81.1.2}}
            targets:
              gw: {kind: wireguard, region: fra, address: "10.81.1.3:51820",
                publicKey: $(cat gateway.pub), privateKeys: {sjc: "\\${file:first.key}"},
                via: [north]}
              gw-second: {kind: wireguard, region: fra, address: "10.81.1.3:51820",
                publicKey: $(cat gateway.pub), privateKeys: {sjc: "\\${file:second.key}"},
                via: [north]}
            probes: {wireguard: {every: 10s, timeout: 1s}}
            web: {listen: "127.0.0.1:8080"}
            storage: {file: picket.db}
            END
            AS=--json
            probe() { sh picket probe wireguard "$@" $AS > $CASE.json 2> $CASE.err || true; }
            configured() { CASE=$1; probe gw -c picket.yaml; }
            given() { CASE=$1; shift; probe "$@" --public-key "$(cat gateway.pub)" \\
              --private-key-file first.key --timeout 1 --allow 10.81.1.0/24; }
            configured good
            given dead-websocket 10.81.1.3:443 --transport websocket
            gw nft add table ip t
            gw nft add chain ip t in '{ type filter hook input priority 0; }'
            gw nft add rule ip t in udp dport 51820 drop
            configured filtered
            gw nft flush chain ip t in
            gw wg set wgt0 peer "$(cat first.pub)" remove
            configured unknown
            know first 10.9.0.2/32
            # A run an hour ahead is what a stepped clock leaves: the gateway's memory, and ours.
            echo "$(cat first.pub) $(date -u -d '+1 hour' +%Y-%m-%dT%H:%M:%SZ)" \\
              > picket.db.timestamps
            sh picket run -c picket.yaml > run.txt 2>&1 &
            RUN=$!
            heard() { gw wg show wgt0 latest-handshakes | grep -F "$(cat first.pub)" | cut -f2; }
            for _ in $(seq 100); do [ "$(heard)" != 0 ] && break; sleep 0.1; done
            kill $RUN; wait $RUN || true
            configured clock
            rm picket.db*
            kill $GATEWAY; wait $GATEWAY || true
            given dead 10.81.1.3:51820
            AS=
            given words 10.81.1.3:51820
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theCauseNamedIsTheOneThatWasMade() throws Exception {
        run();

        SoftAssertions all = new SoftAssertions();
        all.assertThat(told("good").path("outcome").toString()).contains("good");
        all.assertThat(cause("dead-websocket"))
                .isEqualTo("what takes handshakes on the gateway is dead");
        all.assertThat(cause("filtered")).startsWith("the port is filtered on the way");
        all.assertThat(cause("unknown")).isEqualTo("the gateway does not know the key");
        all.assertThat(cause("clock")).startsWith("our clock is behind a timestamp");
        all.assertThat(cause("dead")).isEqualTo("what takes handshakes on the gateway is dead");
        all.assertThat(Files.readString(folder.resolve("words.json")))
                .contains("witness ICMP echo of 10.81.1.3: good\n")
                .contains("witness TCP 443 of 10.81.1.3: CONNECT_REFUSED")
                .contains("witness the WebSocket at 10.81.1.3:443: CONNECT_REFUSED")
                .contains("Likely cause: what takes handshakes on the gateway is dead (0.9")
                .contains("\nin short: what takes handshakes on the gateway is dead (0.9");
        all.assertAll();
    }

    private String cause(String name) throws IOException {
        return told(name).at("/outcome/failure/cause/cause").asText();
    }

    private JsonNode told(String name) throws IOException {
        String json = Files.readString(folder.resolve(name + ".json"));
        assertThat(json).as("%s: %s", name, Files.readString(folder.resolve(name + ".err")))
                .startsWith("{");
        return Json.mapper().readTree(json);
    }

    private void run() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("picket"),
                "exec '" + String.join("' '", PicketProcess.java()) + "' \"$@\"\n");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net",
                "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c", SCRIPT,
                "silence", folder.toString()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(Files.readString(output)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
