package dev.picket.dashboards.web;

import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.dashboards.page.OperatorPages;
import dev.picket.dashboards.page.StatusPage;
import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Writes the pages of the story into a folder, to be looked at.
public final class ByHand {

    private ByHand() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        write(folder.resolve("peace.html"), StatusPage.html(Story.boardAtPeace().view(World.NOW)));
        Board board = Story.boardInTrouble();
        BoardView view = board.view(World.NOW);
        write(folder.resolve("trouble.html"), StatusPage.html(view));
        write(folder.resolve("unknown.html"),
                StatusPage.html(board.view(World.NOW.plusSeconds(600))));
        write(folder.resolve("empty.html"),
                StatusPage.html(Story.emptyBoard().view(Instant.EPOCH)));
        write(folder.resolve("incidents.html"), OperatorPages.listing(view));
        IncidentRecord record = board.incident("INC-31").orElseThrow();
        write(folder.resolve("incident.html"), OperatorPages.sheet(view, record,
                board.series(OperatorPages.affected(record.incident()), World.NOW), "token"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
