package dev.picket.probes.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// wireguard-go that knows our key only after our initiation came, and initiates back: our answer
/// is taken, the ladder climbed over its session, long before a client's 5 s.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.NFTABLES, Peer.IPROUTE,
        Peer.NAMESPACES})
final class JustInTimeTest {

    private static final long WELL_UNDER_MICROS = 2_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aGatewayThatInstallsItsPeerJustInTimeIsGoodAndCold() throws Exception {
        Path log = folder.resolve("gateway.log");
        List<Map<String, String>> told = new Lab(folder, 60,
                JustInTimeLab.services(log.toString())).run(JustInTimeMain.class, "all");

        String seen = Files.readString(log);
        assertThat(told.get(0)).as("%s", seen).containsEntry("told", "good/0")
                .containsEntry("peer", "cold").containsEntry("stages",
                        "initiate,peer-initiates,verify,confirm,echo");
        assertThat(Long.parseLong(told.get(0).getOrDefault("tookMicros", "")))
                .isBetween(1L, WELL_UNDER_MICROS);
        assertThat(told.get(1)).containsEntry("told", "good/0").containsEntry("peer", "warm")
                .containsEntry("stages", "initiate,response,verify,confirm,echo");
        assertThat(seen).contains("Sending handshake initiation", "Received handshake response",
                "Receiving keepalive packet");
    }
}
