package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifiabilityTest {

    @Test
    void withVantagesEverywhereNoTwoComponentsOfPacketsAreInseparable() {
        Identifiability all = Identifiability.of(TestWorld.build());
        assertThat(all.inseparable()).filteredOn(group -> group.kind() == ProbeKind.STAMP)
                .isEmpty();
        assertThat(all.unwatchedRegions()).isEmpty();
        assertThat(all.unwatchedProviders()).isEmpty();
        assertThat(all.oneSided()).isEmpty();
    }

    @Test
    void aRegionWithoutAVantageHasPathsIntoItAlone() {
        Identifiability one = Identifiability.of(TestWorld.build(List.of("sjc")));
        assertThat(one.oneSided()).contains(new Component.ProviderAtRegion("acme-sg", "sin"));
    }

    @Test
    void oneGatewayARegionCannotBeToldFromItsServiceOrHost() {
        Identifiability one = Identifiability.of(TestWorld.build(List.of("sjc")));
        assertThat(one.inseparable()).filteredOn(group -> group.kind() == ProbeKind.WIREGUARD)
                .anySatisfy(group -> assertThat(group.components()).contains(
                        new Component.Region("fra"), new Component.Host("fra-edge1"),
                        new Component.ServiceAtRegion("wireguard", "fra")));
    }
}
