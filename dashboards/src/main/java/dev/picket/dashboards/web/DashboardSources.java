package dev.picket.dashboards.web;

import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.metrics.Metrics;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.time.Clock;
import java.util.function.Consumer;

/// What the pages are made from, and where the operator's commands go.
public record DashboardSources(Board board, Metrics metrics, Consumer<OperatorCommand> commands,
        Clock clock) {}
