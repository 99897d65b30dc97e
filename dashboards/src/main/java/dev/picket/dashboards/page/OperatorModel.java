package dev.picket.dashboards.page;

import java.util.List;

/// What the operator's pages show, already in words.
public final class OperatorModel {

    private OperatorModel() {}

    /// The list of incidents.
    public record Listing(StatusModel.Stamp drawn, StatusModel.Stamp data, boolean stale,
            List<StatusModel.Card> open, List<StatusModel.Card> past, List<Trouble> troubles,
            List<Ticket> tickets, List<Prober> probers, List<MatrixTable> matrices,
            List<DoorTable> doors) {

        public Listing {
            open = List.copyOf(open);
            past = List.copyOf(past);
            troubles = List.copyOf(troubles);
            tickets = List.copyOf(tickets);
            probers = List.copyOf(probers);
            matrices = List.copyOf(matrices);
            doors = List.copyOf(doors);
        }
    }

    /// A place with its doors side by side; `words` says which are bad.
    public record DoorTable(String place, String words, List<DoorRow> rows) {

        public DoorTable {
            rows = List.copyOf(rows);
        }
    }

    /// One door by one kind of probe, what failed of how many, and where.
    public record DoorRow(String door, String kind, String css, String state, String counts,
            String share, String stop, String median, String p99) {}

    /// A prober's own trouble.
    public record Trouble(String id, String vantage, String since, String text) {}

    /// Something to look at by day: its kind, since when, what was seen and what to do.
    public record Ticket(String id, String kind, StatusModel.Stamp at, String text) {}

    /// A vantage's prober in counts since the process began.
    public record Prober(String vantage, boolean silent, String due, String skipped,
            String receiveDrops, String sendErrors) {}

    /// One incident with its evidence.
    public record Sheet(StatusModel.Card card, String onset, String openedIn, String paged,
            String acknowledgedBy, String formToken, StatusModel.Stamp drawn, boolean stale,
            boolean blip, List<Strip> strips, List<MatrixPair> matrices,
            List<RivalRow> rivals, List<PathRow> paths, List<String> stillWorks,
            List<Timeline.Entry> timeline, List<RawFailure> failures, String evidence) {

        public Sheet {
            strips = List.copyOf(strips);
            matrices = List.copyOf(matrices);
            rivals = List.copyOf(rivals);
            paths = List.copyOf(paths);
            stillWorks = List.copyOf(stillWorks);
            timeline = List.copyOf(timeline);
            failures = List.copyOf(failures);
        }
    }

    /// A small chart with its heading.
    public record Strip(String heading, String svg) {}

    /// A matrix: `caption` says kind and window, `words` names the pattern.
    public record MatrixTable(String caption, String words, List<String> columns,
            List<MatrixRow> rows) {

        public MatrixTable {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// A matrix now and, where one was kept, as it was when the incident opened.
    public record MatrixPair(MatrixTable now, List<MatrixTable> atOpening) {

        public MatrixPair {
            atOpening = List.copyOf(atOpening);
        }
    }

    /// One source of a matrix.
    public record MatrixRow(String name, List<MatrixCell> cells) {

        public MatrixRow {
            cells = List.copyOf(cells);
        }
    }

    /// One cell: its class, glyph and number, and all of it in words.
    public record MatrixCell(String state, String glyph, String number, String words) {}

    /// A row of the culprit ranking.
    public record RivalRow(String component, String posterior, int posteriorPercent,
            String contrast) {}

    /// What one affected path saw.
    public record PathRow(String path, String signal, String counts, String ratio,
            String evidence) {}

    /// The last failure of an affected path, and the command that repeats its run.
    public record RawFailure(String path, String at, String text, String command) {}
}
