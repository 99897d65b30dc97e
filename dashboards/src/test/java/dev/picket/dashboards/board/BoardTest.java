package dev.picket.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.IncidentStatus;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final Instant NOW = World.NOW;

    private final Board board = Story.emptyBoard();

    @Test
    void isStaleBeforeTheFirstResultAndAgainWhenResultsStop() {
        assertThat(board.view(NOW).stale()).isTrue();

        board.accept(World.packets(World.stamp("ams", "sin"), NOW, 0));

        // Rounds of 10 s: stale after three of them.
        assertThat(board.view(NOW.plusSeconds(30)).stale()).isFalse();
        assertThat(board.view(NOW.plusSeconds(31)).stale()).isTrue();
        assertThat(board.view(NOW).silentVantages()).hasSize(11).doesNotContain("ams");
    }

    @Test
    void sumsTheLastMinuteIntoItsMatrixAndLeavesUnmeasuredCellsWithoutData() {
        for (int age = 120; age > 0; age -= 10) {
            board.accept(World.packets(World.stamp("ams", "sin"), NOW.minusSeconds(age), 1));
        }

        Matrix matrix = board.view(NOW).matrix(ProbeKind.STAMP).orElseThrow();
        Matrix.Cell cell = cell(matrix, "ams", "sin");

        // Of the last six steps the newest has just begun: five rounds of twenty packets.
        assertThat(cell.count()).isEqualTo(new Count(100, 5));
        assertThat(cell.state()).isEqualTo(CellState.BAD);
        assertThat(cell(matrix, "sin", "ams").state()).isEqualTo(CellState.NO_DATA);
        assertThat(cell(matrix, "sin", "sin").state()).isEqualTo(CellState.NOT_WATCHED);
    }

    @Test
    void ordersRowsByProviderSoThatBlocksShow() {
        assertThat(board.view(NOW).matrix(ProbeKind.STAMP).orElseThrow().rows()).containsExactly(
                "bom", "sin", "ams", "fra", "lhr", "iad", "ord", "yyz", "lax", "sjc", "nrt",
                "syd");
    }

    @Test
    void countsMachineRunsWithCapacityAndExclusionsApart() {
        Path path = World.machine("ord");
        Instant at = NOW.minusSeconds(40);
        for (int run = 0; run < 6; run++) {
            board.accept(World.good(path, at));
        }
        board.accept(World.failed(path, at, FailureCode.MACHINE_CAPACITY));
        board.accept(World.failed(path, at, FailureCode.MACHINE_NOT_STARTED));
        board.accept(World.failed(path, at, FailureCode.MACHINE_DESTROY_FAILED));
        board.accept(World.failed(path, at, FailureCode.MACHINE_API_UNREACHABLE));
        board.accept(World.unclear(path, at, LocalFaultCode.LOCAL_RATE_LIMITED));

        SliReport report = report("ord");

        // Destroying is judged apart, so that run had succeeded; no connection is no attempt.
        assertThat(report.userVisible()).isEqualTo(new SliReport.Rate(7, 9));
        assertThat(report.orchestration()).isEqualTo(new SliReport.Rate(7, 8));
        assertThat(report.excluded()).isEqualTo(2);
        assertThat(report.failures()).isEqualTo(
                Map.of(FailureCode.MACHINE_CAPACITY, 1, FailureCode.MACHINE_NOT_STARTED, 1));
        assertThat(report.noData()).isFalse();
    }

    @Test
    void readsNoDataAfterThreeMissedRoundsAndNeverHundredPercent() {
        assertThat(report("ord").userVisible().ratio()).isEmpty();
        assertThat(report("ord").noData()).isTrue();

        board.accept(World.good(World.machine("ord"), NOW.minusSeconds(180)));
        assertThat(report("ord").noData()).isFalse();

        // A run that could not tell is no attempt, so it does not hide the silence.
        board.accept(World.unclear(World.machine("ord"), NOW, LocalFaultCode.LOCAL_STALL));
        assertThat(board.view(NOW.plusSeconds(1)).machineCreate().stream()
                .filter(report -> report.region().equals(Optional.of("ord"))).findFirst()
                .orElseThrow().noData()).isTrue();
    }

    @Test
    void forgetsMachineRunsOlderThanADay() {
        board.accept(World.good(World.machine("ord"), NOW.minus(Duration.ofHours(25))));

        assertThat(report("ord").attempts()).isZero();
    }

    @Test
    void foldsTheEventsOfAnIncidentAndKeepsTheMatricesOfItsOpening() {
        board.accept(World.packets(World.stamp("ams", "sin"),
                NOW.minus(Story.FAULT_AGE).plusSeconds(5), 3));
        Story.incident(NOW).forEach(board::accept);

        IncidentRecord record = board.incident("INC-31").orElseThrow();
        assertThat(record.events()).hasSize(6);
        assertThat(record.incident().status()).isEqualTo(IncidentStatus.OPEN);
        assertThat(record.incident().pagedAt())
                .hasValue(NOW.minus(Story.FAULT_AGE).plusSeconds(22));
        assertThat(cell(record.atOpening().getFirst(), "ams", "sin").count())
                .isEqualTo(new Count(20, 3));
    }

    @Test
    void keepsTheLastFailureOfAPathWithItsSeries() {
        Path path = World.wireguard("ams", "sin");
        board.accept(World.failed(path, NOW.minusSeconds(10), FailureCode.WG_COOKIE_ONLY));
        board.accept(World.good(path, NOW));

        PathSeries series = board.series(List.of(path), NOW).getFirst();

        assertThat(series.counts()).hasSize(PathWindow.STEPS);
        assertThat(series.counts().getLast()).isEqualTo(new Count(1, 0));
        assertThat(series.lastFailure().orElseThrow().failure().code())
                .isEqualTo(FailureCode.WG_COOKIE_ONLY);
    }

    @Test
    void showsAProbersTroubleUntilItHasRecovered() {
        LocalFault fault = new LocalFault(LocalFaultCode.LOCAL_RECEIVE_DROP, 12, "");
        board.accept(new IncidentEvent.ProberTroubled("PRB-1", NOW, "ams", fault));
        assertThat(board.view(NOW).troubles()).hasSize(1);
        assertThat(board.view(NOW).incidents()).isEmpty();

        board.accept(new IncidentEvent.ProberRecovered("PRB-1", NOW, "ams"));
        assertThat(board.view(NOW).troubles()).isEmpty();
    }

    @Test
    void addsUpWhatAProberReports() {
        ProberRound round = new ProberRound("ams", 1, new ProberHealth(10, 1, 5, 2, 0, 0, 0),
                List.of());
        board.accept(round);
        board.accept(round);

        assertThat(board.view(NOW).probers().getFirst())
                .isEqualTo(new ProberTotals("ams", 20, 2, 10, 4));
    }

    private SliReport report(String region) {
        return board.view(NOW).machineCreate().stream()
                .filter(report -> report.region().equals(Optional.of(region))).findFirst()
                .orElseThrow();
    }

    private static Matrix.Cell cell(Matrix matrix, String from, String to) {
        return matrix.cell(matrix.rows().indexOf(from), matrix.columns().indexOf(to));
    }
}
