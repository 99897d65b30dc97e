package dev.picket.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.path.MtuMemory;
import dev.picket.probes.path.PathMtu;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathNewsTest {

    private final PathNews news = new PathNews();

    @Test
    void pathsThatChangedAlikeAreOneSentence() {
        IntStream.range(0, 5).forEach(
                i -> news.changed(List.of(path("v" + i)), "cogent, acme-sg", "arelion, acme-sg"));
        news.changed(List.of(path("nrt")), "AS3356, acme-sg", "arelion, acme-sg");

        assertThat(news.take()).containsExactly(
                "path change: v0>sin-edge1/stamp, v1>sin-edge1/stamp, v2>sin-edge1/stamp and 2 "
                        + "more cross arelion, acme-sg now, cogent, acme-sg before",
                "path change: nrt>sin-edge1/stamp crosses arelion, acme-sg now, AS3356, acme-sg "
                        + "before");
        assertThat(news.take()).isEmpty();
    }

    @Test
    void moreChangesThanAreReadAreCounted() {
        IntStream.range(0, 9).forEach(i -> news.changed(List.of(path("v" + i)), "AS" + i, "gtt"));

        assertThat(news.take()).hasSize(PathNews.SENTENCES_MAX)
                .last().isEqualTo("the networks on the way of other paths changed too, in 5 more "
                        + "ways");
    }

    @Test
    void aViaThatTracesContradictIsOneSentenceForAllPathsItIsAlikeOn() {
        DeclaredVia.Difference difference = new DeclaredVia.Difference(
                List.of("arelion", "cogent", "acme-sg"), List.of("cogent", "acme-sg"));
        news.contradicted(path("fra"), difference);

        assertThat(news.take()).containsExactly(
                "sin-edge1 from fra is declared via [arelion, cogent, acme-sg]; traces see "
                        + "[cogent, acme-sg]: correct `via` or leave it out");

        IntStream.range(0, 5).forEach(i -> news.contradicted(path("v" + i), difference));
        assertThat(news.take()).containsExactly(
                "sin-edge1 from v0, sin-edge1 from v1, sin-edge1 from v2 and 2 more are declared "
                        + "via [arelion, cogent, acme-sg]; traces see [cogent, acme-sg]: correct "
                        + "`via` or leave it out");
        assertThat(news.take()).isEmpty();
    }

    @Test
    void largePacketsThatVanishAreOneSentenceForAllPathsItIsAlikeOn() {
        MtuMemory.Change came = new MtuMemory.Change.Came(new PathMtu.BlackHole(1_400, 1_420));
        news.mtu(List.of(path("fra")), came);
        news.mtu(List.of(path("nrt")), came);
        news.mtu(List.of(path("sjc")), new MtuMemory.Change.Went());

        assertThat(news.take()).containsExactly(
                "MTU black hole: packets of 1420 octets vanish on fra>sin-edge1/stamp, "
                        + "nrt>sin-edge1/stamp and nobody says why, those of 1400 pass: let ICMP "
                        + "fragmentation needed through, or lower the MTU on this side",
                "MTU black hole over: no size of packets vanishes any more on sjc>sin-edge1/stamp");
        assertThat(news.take()).isEmpty();
    }

    private static Path path(String vantage) {
        return new Path(vantage, "sin-edge1", ProbeKind.STAMP);
    }
}
