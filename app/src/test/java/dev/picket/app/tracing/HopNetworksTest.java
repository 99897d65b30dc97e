package dev.picket.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.probes.path.AsPath;
import dev.picket.probes.path.AsnTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HopNetworksTest {

    private static final RegionSpec SIN = new RegionSpec("sin", List.of("acme-sg"), List.of());

    private final HopNetworks networks = HopNetworks.of(AsnTable.EMPTY, Network.of(
            Map.of("cogent", provider("cogent", 174), "acme-sg", provider("acme-sg", 64500)),
            Map.of("sin", SIN)));

    @Test
    void aChainIsTheDeclaredProvidersUpToOneThatServesTheRegion() {
        assertThat(networks.chain(trace(true, 174, 3356, 64500), SIN))
                .containsExactly("cogent", "acme-sg");
        assertThat(networks.chain(trace(true, 64500, 3356, 64500), SIN))
                .containsExactly("acme-sg");
    }

    @Test
    void aTraceThatEndsOnTheWayIsNoChain() {
        assertThat(networks.chain(trace(false, 174, 64500), SIN)).isEmpty();
        assertThat(networks.chain(trace(true, 174), SIN)).isEmpty();
        assertThat(networks.chain(trace(true, 3356), SIN)).isEmpty();
    }

    private static AsPath trace(boolean reached, long... asns) {
        return new AsPath(Arrays.stream(asns).boxed().toList(), reached, 0);
    }

    private static ProviderSpec provider(String name, long asn) {
        return new ProviderSpec(name, OptionalLong.of(asn), List.of());
    }
}
