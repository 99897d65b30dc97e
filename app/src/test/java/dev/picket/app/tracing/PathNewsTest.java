package dev.picket.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathNewsTest {

    private final PathNews news = new PathNews();

    @Test
    void pathsThatChangedAlikeAreOneSentence() {
        IntStream.range(0, 5).forEach(
                i -> news.add(List.of(path("v" + i)), "cogent, acme-sg", "arelion, acme-sg"));
        news.add(List.of(path("nrt")), "AS3356, acme-sg", "arelion, acme-sg");

        assertThat(news.take()).containsExactly(
                "path change: v0>sin-edge1/stamp, v1>sin-edge1/stamp, v2>sin-edge1/stamp and 2 "
                        + "more cross arelion, acme-sg now, cogent, acme-sg before",
                "path change: nrt>sin-edge1/stamp crosses arelion, acme-sg now, AS3356, acme-sg "
                        + "before");
        assertThat(news.take()).isEmpty();
    }

    @Test
    void moreChangesThanAreReadAreCounted() {
        IntStream.range(0, 9).forEach(i -> news.add(List.of(path("v" + i)), "AS" + i, "gtt"));

        assertThat(news.take()).hasSize(PathNews.SENTENCES_MAX)
                .last().isEqualTo("the networks on the way of other paths changed too, in 5 more "
                        + "ways");
    }

    private static Path path(String vantage) {
        return new Path(vantage, "sin-edge1", ProbeKind.STAMP);
    }
}
