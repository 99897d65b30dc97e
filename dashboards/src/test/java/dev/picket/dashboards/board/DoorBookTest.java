package dev.picket.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.dashboards.story.World;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorBookTest {

    private static final Target EDGE = web("sin-edge", PathClass.EDGE, "web-1");
    private static final Target INTERNAL = web("sin-internal", PathClass.INTERNAL, "web-1");
    private static final Target LONELY = web("fra-edge", PathClass.EDGE, "web-2");

    private final DoorBook book = new DoorBook(List.of(INTERNAL, EDGE, LONELY));

    private static Target web(String name, PathClass door, String host) {
        return new Target(name, "sin", Optional.of(host), ProbeKind.HTTP, List.of(),
                Optional.of(door));
    }

    private void good(Target target, int minutesAgo) {
        book.add(target, World.good(path(target), World.NOW.minusSeconds(60L * minutesAgo)));
    }

    private void failed(Target target, FailureCode code) {
        book.add(target, World.failed(path(target), World.NOW.minusSeconds(60), code));
    }

    private static Path path(Target target) {
        return new Path("ams", target.name(), target.kind());
    }

    @Test
    void aPlaceIsSeenThroughItsDoorsSideBySide() {
        for (int run = 0; run < 20; run++) {
            good(EDGE, 1);
            good(INTERNAL, 1);
            good(LONELY, 1);
        }
        for (int run = 0; run < 10; run++) {
            failed(EDGE, FailureCode.TLS_SILENT);
        }

        DoorReport report = only();

        assertThat(report.place()).isEqualTo("web-1 in sin");
        assertThat(report.words()).isEqualTo("edge bad, internal good");
        DoorReport.Seen edge = report.doors().getFirst().seen();
        assertThat(edge.count()).isEqualTo(new Count(30, 10));
        assertThat(edge.count().shareText()).isEqualTo("33 % (19–51 %)");
        assertThat(edge.stop()).hasValueSatisfying(
                stop -> assertThat(stop).contains("(TLS_SILENT), 10 of 10"));
        assertThat(edge.median()).isEqualTo("40 ms");
        assertThat(edge.p99()).isEqualTo("> 2000 ms");
        assertThat(report.doors().getLast().seen().p99()).isEqualTo("40 ms");
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        good(EDGE, 50);
        assertThat(only().words()).isEqualTo("edge no data, internal no data");

        good(EDGE, 10);
        good(EDGE, -5);
        good(EDGE, 10);
        good(EDGE, 50);

        // Quarters of an hour, of which the second has begun.
        assertThat(book.reports(World.NOW.plusSeconds(600)).getFirst().doors().getFirst().seen()
                .count()).isEqualTo(new Count(3, 0));
    }

    private DoorReport only() {
        List<DoorReport> reports = book.reports(World.NOW);
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }
}
