package dev.picket.alerting.book;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.OperatorCommand;
import java.util.Optional;

/// What people's commands lead to; one that can do nothing leads to nothing.
final class Commands {

    private static final int NOTE_CHARACTERS_MAX = 4_000;

    private final Cases cases;
    private final OperatorActs acts;

    Commands(Cases cases, OperatorActs acts) {
        this.cases = cases;
        this.acts = acts;
    }

    void apply(OperatorCommand command, Draft draft) {
        switch (command) {
            case OperatorCommand.Acknowledge(String id, _, String by) -> {
                cases.of(id).map(OpenCase::incident).filter(Incident::isOpen)
                        .filter(incident -> !incident.acknowledgedBy().equals(Optional.of(by)))
                        .ifPresent(_ -> draft.emit(
                                new IncidentEvent.Acknowledged(id, draft.now, by)));
            }
            case OperatorCommand.Accept(String id, _, String by) -> cases.of(id)
                    .filter(open -> open.incident().isOpen() && !open.findings().isEmpty())
                    .ifPresent(open -> {
                        draft.emit(new IncidentEvent.Accepted(id, draft.now, by,
                                open.findings().stream().sorted().toList()));
                        open.endPages(draft);
                    });
            case OperatorCommand.Act act -> {
                if (OperatorActs.isWorthKeeping(act)) {
                    draft.emit(acts.of(act));
                    cases.open().forEach(incident -> draft.emit(OperatorActs.during(
                            incident.id(), incident.diagnosis().culprit(), act, draft.now)));
                }
            }
            case OperatorCommand.Note(String id, _, String by, String text) -> {
                if (cases.isKnown(id) && !text.isBlank()
                        && text.length() <= NOTE_CHARACTERS_MAX) {
                    draft.emit(new IncidentEvent.Noted(id, draft.now, by, text));
                }
            }
        }
    }
}
