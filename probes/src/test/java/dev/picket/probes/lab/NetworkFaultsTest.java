package dev.picket.probes.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every fault a router or this machine can make, through real packets: each has its code.
@RequiresPeer({Peer.NFTABLES, Peer.IPROUTE, Peer.NAMESPACES})
final class NetworkFaultsTest {

    /// Codes that are no failures of the path or the target have no stage.
    private static final String NO_STAGE = "/0";
    private static final String WAITING_FOR_REPLIES = "/2";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyFaultHasItsCodeAndItsStage() throws Exception {
        Map<String, Map<String, String>> told = new Lab(folder, 90).run(FaultMain.class, "all")
                .stream().collect(Collectors.toMap(row -> row.getOrDefault("case", ""),
                        Function.identity()));

        SoftAssertions all = new SoftAssertions();
        for (NetworkFault fault : NetworkFault.ALL) {
            all.assertThat(told.get(fault.name())).as(fault.name())
                    .containsEntry("stamp", withStage(fault.stamp()))
                    .containsEntry("wireGuard", withStage(fault.wireGuard()));
        }
        all.assertAll();
        assertThat(told).hasSize(NetworkFault.ALL.size());
    }

    private static String withStage(String code) {
        return code + (code.equals("good") || code.startsWith("LOCAL_")
                ? NO_STAGE
                : WAITING_FOR_REPLIES);
    }
}
