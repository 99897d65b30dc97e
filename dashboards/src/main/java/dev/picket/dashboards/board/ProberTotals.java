package dev.picket.dashboards.board;

import dev.picket.model.result.ProberHealth;

/// What the prober of one vantage has reported since the process began.
public record ProberTotals(String vantage, long due, long skipped, long receiveDrops,
        long sendErrors) {

    ProberTotals plus(ProberHealth health) {
        return new ProberTotals(vantage, due + health.due(), skipped + health.skipped(),
                receiveDrops + health.receiveDrops(), sendErrors + health.sendErrors());
    }
}
