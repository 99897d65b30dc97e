package dev.picket.dashboards.web;

import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.page.StatusPage;
import java.time.Instant;

/// All public documents as drawn at one moment.
record PublicDocuments(Instant drawnAt, long version, Document page, Document incidents,
        Document unresolved, Document machineCreate) {

    static PublicDocuments draw(BoardView view) {
        return new PublicDocuments(view.now(), view.version(),
                Document.of(Answers.HTML, StatusPage.html(view)),
                Document.of(Answers.JSON, ApiJson.incidents(view)),
                Document.of(Answers.JSON, ApiJson.unresolved(view)),
                Document.of(Answers.JSON, ApiJson.machineCreate(view)));
    }
}
