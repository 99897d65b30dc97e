package dev.picket.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.probes.path.AsnTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeclaredViaTest {

    private static final Path FRA = new Path("fra", "sin-edge1", ProbeKind.STAMP);
    private static final List<String> CHAIN = List.of("arelion", "cogent", "acme-sg");
    private static final HopNetworks NETWORKS = HopNetworks.of(table(), Network.of(Map.of(
            "arelion", provider("arelion", OptionalLong.of(1299)),
            "cogent", provider("cogent", OptionalLong.of(174)),
            "acme-sg", provider("acme-sg", OptionalLong.of(64500)),
            "unlisted", provider("unlisted", OptionalLong.of(64999)),
            "nameless", provider("nameless", OptionalLong.empty())), Map.of()));

    @Test
    void aProviderThatIsNotOnTheWayIsTold() {
        assertThat(declared(CHAIN).observe(FRA, List.of("cogent", "acme-sg"), true))
                .contains(new DeclaredVia.Difference(CHAIN, List.of("cogent", "acme-sg")));
        assertThat(declared(List.of("cogent", "acme-sg")).observe(FRA, CHAIN, true)).contains(
                new DeclaredVia.Difference(List.of("cogent", "acme-sg"), CHAIN));
    }

    @Test
    void aPathIsToldOfOnce() {
        DeclaredVia declared = declared(CHAIN);

        assertThat(declared.observe(FRA, CHAIN, true)).isEmpty();
        assertThat(declared.observe(FRA, List.of("acme-sg"), true)).isPresent();
        assertThat(declared.observe(FRA, List.of("acme-sg"), true)).isEmpty();
        assertThat(declared.observe(FRA, List.of("cogent"), true)).isEmpty();
    }

    @Test
    void whatSilentRoutersLeaveOutContradictsNothing() {
        assertThat(declared(CHAIN).observe(FRA, List.of("arelion", "acme-sg"), false)).isEmpty();
        assertThat(declared(CHAIN).observe(FRA, List.of("acme-sg"), false)).isEmpty();
        assertThat(declared(List.of("arelion", "acme-sg"))
                .observe(FRA, List.of("cogent", "acme-sg"), false)).isPresent();
        assertThat(declared(CHAIN).observe(FRA, List.of("cogent", "arelion", "acme-sg"), false))
                .isPresent();
    }

    @Test
    void whatNoTraceCanShowIsNotMissed() {
        assertThat(declared(List.of("nameless", "cogent", "unlisted", "acme-sg"))
                .observe(FRA, List.of("cogent", "acme-sg"), true)).isEmpty();
    }

    @Test
    void theVantagesOwnNetworksAreNoPartOfVia() {
        DeclaredVia declared = new DeclaredVia(NETWORKS, Map.of(FRA,
                new DeclaredVia.Declared(List.of("cogent", "acme-sg"), List.of("arelion"))));

        assertThat(declared.observe(FRA, CHAIN, true)).isEmpty();
        assertThat(declared.observe(FRA, List.of("arelion", "acme-sg"), true)).contains(
                new DeclaredVia.Difference(List.of("cogent", "acme-sg"), List.of("acme-sg")));
    }

    @Test
    void aTraceWithoutAChainAndAPathWithoutViaSayNothing() {
        assertThat(declared(CHAIN).observe(FRA, List.of(), true)).isEmpty();
        assertThat(new DeclaredVia(NETWORKS, Map.of()).observe(FRA, CHAIN, true))
                .isEqualTo(Optional.empty());
    }

    private static DeclaredVia declared(List<String> chain) {
        return new DeclaredVia(NETWORKS,
                Map.of(FRA, new DeclaredVia.Declared(chain, List.of())));
    }

    private static ProviderSpec provider(String name, OptionalLong asn) {
        return new ProviderSpec(name, asn, List.of());
    }

    private static AsnTable table() {
        return AsnTable.read(List.of("62.115.0.0/16 1299", "38.0.0.0/8 174",
                "203.0.113.0/24 64500")) instanceof AsnTable.Reading.Valid(AsnTable table)
                        ? table
                        : AsnTable.EMPTY;
    }
}
