package dev.picket.probes.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole ladder through wireguard-go to a real kernel, resolver and HTTP server; every fault
/// has its code and its stage, and no run leaves anything behind that the gateway would call back
/// for.
@RequiresPeer({Peer.WIREGUARD_GO, Peer.WIREGUARD_TOOLS, Peer.DNSMASQ, Peer.NFTABLES, Peer.IPROUTE,
        Peer.NAMESPACES})
final class TunnelLabTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyFaultInTheTunnelHasItsCodeAndItsStage() throws Exception {
        Path log = folder.resolve("gateway.log");
        Map<String, Map<String, String>> told = new Lab(folder, 90,
                TunnelLab.services(log.toString())).run(TunnelMain.class, "all").stream()
                .collect(Collectors.toMap(row -> row.getOrDefault("case", ""),
                        Function.identity()));

        SoftAssertions all = new SoftAssertions();
        for (TunnelFault fault : TunnelFault.ALL) {
            all.assertThat(told.get(fault.name())).as(fault.name())
                    .containsEntry("told", fault.told());
        }
        all.assertAll();
        assertThat(told.get("none")).containsEntry("stages",
                "initiate,response,verify,confirm,echo,dns-udp,dns-tcp,http")
                .containsEntry("echoes", "5/5");
        assertThat(Long.parseLong(told.getOrDefault("none", Map.of()).getOrDefault("trip", "0")))
                .isBetween(1L, 500_000_000L);
        assertThat(Files.readString(log)).contains("Receiving keepalive packet")
                .doesNotContain("Sending handshake initiation");
    }
}
