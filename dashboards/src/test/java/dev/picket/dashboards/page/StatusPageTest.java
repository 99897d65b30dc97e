package dev.picket.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import dev.picket.model.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusPageTest {

    private static final String[] FORBIDDEN = {"deadline exceeded", "context cancel", "exception",
            "null", "unknown error", "something went", "optional[", "nan", "infinity", "@picket"};

    private static final List<String> PAGES = drawn();

    static Stream<String> pages() {
        return PAGES.stream();
    }

    private static List<String> drawn() {
        Board trouble = Story.boardInTrouble();
        IncidentRecord record = trouble.incident("INC-31").orElseThrow();
        IncidentRecord simulated = trouble.incident("SIM-3").orElseThrow();
        var view = trouble.view(World.NOW);
        return List.of(StatusPage.html(view),
                StatusPage.html(Story.boardAtPeace().view(World.NOW)),
                StatusPage.html(Story.emptyBoard().view(World.NOW)),
                StatusPage.html(trouble.view(World.NOW.plusSeconds(900))),
                OperatorPages.listing(view),
                OperatorPages.listing(Story.emptyBoard().view(World.NOW)),
                OperatorPages.sheet(view, record,
                        trouble.series(OperatorPages.affected(record.incident()), World.NOW), "t"),
                OperatorPages.sheet(view, simulated,
                        trouble.series(OperatorPages.affected(simulated.incident()), World.NOW),
                        "t"),
                OperatorPages.message("Not here", "There is nothing at this address."));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWellFormedAndNeedsNeitherScriptNorOutsideAsset(String html) {
        assertThat(HtmlTree.problems(html)).isEmpty();
        assertThat(html).doesNotContain("<script").doesNotContain(" style=")
                .doesNotContain(" onclick").doesNotContain("src=\"http")
                .doesNotContain("url(http");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysNothingEmptyOrInternal(String html) {
        String text = HtmlTree.text(html).toLowerCase(Locale.ROOT);
        for (String forbidden : FORBIDDEN) {
            assertThat(text).doesNotContain(forbidden);
        }
    }

    @Test
    void tellsTheOpenIncidentInWords() {
        String text = HtmlTree.text(StatusPage.html(Story.boardInTrouble().view(World.NOW)));

        assertThat(text).contains("Packet loss through cogent in Singapore (sin)")
                .contains("15.2 % of packets lost on 20 of 20 paths")
                .contains("20 of 20 paths through it bad, 0 of 112 comparable paths not through it")
                .contains("The engineer on call was paged.")
                .contains("Newest measurement 14 Jun 15:29:50 (10 s ago)");
    }

    @Test
    void keepsNotesAndReceiversToTheOperatorAndEscapesThem() {
        Board board = Story.boardInTrouble();
        String open = StatusPage.html(board.view(World.NOW));
        String sheet = OperatorPages.sheet(board.view(World.NOW),
                board.incident("INC-31").orElseThrow(), List.of(), "t");

        assertThat(open).doesNotContain("pagerduty").doesNotContain("Asked cogent");
        assertThat(sheet).contains("Asked cogent's support &lt;desk&gt;").doesNotContain("<desk>")
                .contains("accepted by pagerduty");
    }

    @Test
    void becomesUnknownWhenTheDataIsOldThoughNothingElseChanged() {
        Board board = Story.boardAtPeace();

        assertThat(StatusPage.model(board.view(World.NOW)).state()).isEqualTo("good");
        StatusModel old = StatusPage.model(board.view(World.NOW.plusSeconds(60)));
        assertThat(old.state()).isEqualTo("unknown");
        assertThat(old.headline()).isEqualTo("How things stand is unknown");
        assertThat(StatusPage.model(Story.emptyBoard().view(Instant.EPOCH)).state())
                .isEqualTo("unknown");
    }

    @Test
    void showsMachineCreateWithCountIntervalAndAge() {
        StatusModel model = StatusPage.model(Story.boardAtPeace().view(World.NOW));
        StatusModel.MachineRow bombay = row(model, "bom");

        assertThat(bombay.count() + " (" + bombay.rate() + ", " + bombay.interval() + ")")
                .isEqualTo("409 of 428 (95.6 %, 93.2–97.1)");
        assertThat(bombay.stateLabel()).isEqualTo("below target");
        assertThat(bombay.age()).isEqualTo("last attempt 40 s ago");
        assertThat(row(model, "syd").stateLabel()).isEqualTo("no data now");
        assertThat(row(model, "sjc").stateLabel()).isEqualTo("near target");
    }

    @Test
    void marksEverySimulatedIncidentAsSuch() {
        StatusModel model = StatusPage.model(Story.boardInTrouble().view(World.NOW));

        assertThat(model.weeks()).hasSize(9);
        assertThat(model.weeks().stream().filter(StatusModel.Card::simulated)).hasSize(8);
        assertThat(model.weeksNote()).contains("8 of them are simulated");
        assertThat(model.weeksSvg().split(" simulated\"", -1)).hasSize(9);
    }

    @Test
    void leavesOutABlipThatPagedNobody() {
        Board board = Story.boardInTrouble();
        board.accept(new IncidentEvent.Resolved("INC-31", World.NOW, World.NOW, true));

        assertThat(StatusPage.html(board.view(World.NOW))).doesNotContain("INC-31");
        assertThat(OperatorPages.listing(board.view(World.NOW))).contains("INC-31");
    }

    private static StatusModel.MachineRow row(StatusModel model, String region) {
        return model.machines().stream().filter(row -> row.region().equals(region)).findFirst()
                .orElseThrow();
    }
}
